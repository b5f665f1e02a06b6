/** What identity says about a copy of one's data and about being forgotten. The web app says the same. */
const en = {
  data: { title: "My data" },
  exports: {
    title: "A copy of your data",
    lead: "Everything about you and your pets, as files you can read and other programs can too (ZIP with JSON and CSV). We mail you a link when it is ready; only you can open it.",
    request: "Ask for a copy",
    asked: "Asked for {{moment}}",
    mailed: "The link in your mail works until {{moment}}.",
    leave: "You can leave this page; a mail comes when it is ready.",
    failed_advice: "It did not work this time, and that is our fault. Please ask again.",
    states: {
      requested: "Waiting",
      running: "Being made",
      ready: "Ready",
      failed: "Failed",
      expired: "Expired",
    },
  },
  erasure: {
    title: "Erase your account",
    lead: "You can have everything about you erased. It happens seven days after you ask; until then one touch takes it back.",
    goes: "This is erased",
    stays: "This must stay, without your name",
    going: {
      person: "Your name, e-mail, phone, address and date of birth, and your sign-in",
      pets: "Pets that no clinic has treated; pets you share pass to their other owners",
      visits: "Visits that still lie ahead: they are cancelled",
      access: "Your roles, invitations, devices and copies of your data",
    },
    staying: {
      records: "The clinics’ records of visits and treatments: the law asks for up to ten years",
      trail: "The trail of who opened what: for three years, so that clinics can answer for it",
      proof: "That you consented, and that you asked for this: as proof that we kept to it",
    },
    begin: "Erase my account …",
    confirm_title: "Shall everything be erased?",
    confirm_text: "In seven days your account and your data are gone, and nobody can bring them back.",
    type: "To go on, type your e-mail address: {{email}}",
    ask: "Erase in seven days",
    stay: "Keep my account",
    pending: "Your account will be erased: {{moment}}",
    pending_text: "You can use everything until then. If you have changed your mind, keep your account.",
    blocked_by: "It is about: {{names}}.",
  },
};

const de: typeof en = {
  data: { title: "Meine Daten" },
  exports: {
    title: "Eine Kopie deiner Daten",
    lead: "Alles über dich und deine Tiere, in Dateien, die du und andere Programme lesen können (ZIP mit JSON und CSV). Ist sie fertig, schicken wir dir einen Link; nur du kannst ihn öffnen.",
    request: "Kopie anfordern",
    asked: "Angefordert {{moment}}",
    mailed: "Der Link in deiner E-Mail gilt bis {{moment}}.",
    leave: "Du kannst diese Seite verlassen; ist die Kopie fertig, kommt eine E-Mail.",
    failed_advice: "Es hat diesmal nicht geklappt, und das liegt an uns. Bitte fordere sie noch einmal an.",
    states: {
      requested: "Wartet",
      running: "Wird erstellt",
      ready: "Fertig",
      failed: "Fehlgeschlagen",
      expired: "Abgelaufen",
    },
  },
  erasure: {
    title: "Konto löschen",
    lead: "Du kannst alles über dich löschen lassen. Es geschieht sieben Tage, nachdem du darum bittest; bis dahin nimmt ein Tippen es zurück.",
    goes: "Das wird gelöscht",
    stays: "Das muss bleiben, ohne deinen Namen",
    going: {
      person: "Dein Name, E-Mail, Telefon, Anschrift und Geburtsdatum, und deine Anmeldung",
      pets: "Tiere, die keine Praxis behandelt hat; geteilte Tiere gehen an ihre anderen Halterinnen und Halter",
      visits: "Termine, die noch vor dir liegen: Sie werden abgesagt",
      access: "Deine Aufgaben, Einladungen, Geräte und Kopien deiner Daten",
    },
    staying: {
      records:
        "Die Aufzeichnungen der Praxen über Besuche und Behandlungen: bis zu zehn Jahre, so will es das Gesetz",
      trail: "Die Spur, wer was geöffnet hat: drei Jahre, damit die Praxen dafür einstehen können",
      proof:
        "Dass du eingewilligt und um das Löschen gebeten hast: als Nachweis, dass wir uns daran gehalten haben",
    },
    begin: "Mein Konto löschen …",
    confirm_title: "Soll alles gelöscht werden?",
    confirm_text: "In sieben Tagen sind dein Konto und deine Daten fort, und niemand kann sie zurückholen.",
    type: "Um fortzufahren, gib deine E-Mail-Adresse ein: {{email}}",
    ask: "In sieben Tagen löschen",
    stay: "Konto behalten",
    pending: "Dein Konto wird gelöscht: {{moment}}",
    pending_text: "Bis dahin kannst du alles nutzen. Hast du es dir anders überlegt, behalte dein Konto.",
    blocked_by: "Es geht um: {{names}}.",
  },
};

export const dataWords = { en, de };
