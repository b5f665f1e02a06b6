/** What identity says. */
import { accountWords } from "./account-words";
import { dataWords } from "./data-words";

const en = {
  welcome_title: "Good care begins with knowing each other.",
  welcome_detail: "Book a visit, see what is coming up, and keep your pets' details in one place.",
  sign_in: "Sign in",
  sign_in_again: "That did not finish. Sign in again.",
  development_note: "This is a development build: you sign in as one of the demo people.",
  none_title: "Sign-in is not set up",
  none_detail: "This build has no sign-in. On a phone it needs a Clerk publishable key.",
  greeting: {
    night: "Still up, {{name}}?",
    morning: "Good morning, {{name}}",
    day: "Hello, {{name}}",
    evening: "Good evening, {{name}}",
  },
  problem: {
    invalid_token: "Your session has ended. Sign in again.",
    token_expired: "Your session has ended. Sign in again.",
    sign_in_unavailable: "Sign-in is out of reach just now. Try again in a moment.",
    account_unknown: "This account is not known here. Sign in with another one.",
    email_not_verified: "Confirm your e-mail address first, then sign in again.",
    email_taken: "This e-mail address already belongs to another account.",
    session_ended: "You were signed out, here or on another device. Sign in again.",
    session_not_found: "You are not signed in there any more.",
    export_running: "A copy is being made already. You get a mail when it is ready.",
    erasure_not_confirmed: "That is not your e-mail address. Type it exactly as it stands in your profile.",
    erasure_not_found: "Nothing is waiting to be erased any more.",
    erasure_blocked:
      "You are the last administrator. Make somebody else administrator first; then your account can be erased.",
  },
  profile_title: "You",
  account: "Account",
  email: "E-mail",
  phone: "Phone",
  no_phone: "No number yet",
  appearance: "Appearance",
  theme: { system: "As the device", light: "Light", dark: "Dark" },
  language_title: "Language",
  language: { system: "As the device", en: "English", de: "Deutsch" },
  sign_out: "Sign out",
  about: "Version {{release}}",
  ...accountWords.en,
  ...dataWords.en,
};

const de: typeof en = {
  welcome_title: "Gute Pflege beginnt damit, dass man sich kennt.",
  welcome_detail: "Termine buchen, sehen, was ansteht, und alles über deine Tiere an einem Ort.",
  sign_in: "Anmelden",
  sign_in_again: "Das wurde nicht abgeschlossen. Melde dich noch einmal an.",
  development_note: "Dies ist eine Entwicklungsfassung: Du meldest dich als eine der Demo-Personen an.",
  none_title: "Die Anmeldung ist nicht eingerichtet",
  none_detail:
    "Diese Fassung hat keine Anmeldung. Auf dem Telefon braucht sie einen öffentlichen Clerk-Schlüssel.",
  greeting: {
    night: "Noch wach, {{name}}?",
    morning: "Guten Morgen, {{name}}",
    day: "Hallo, {{name}}",
    evening: "Guten Abend, {{name}}",
  },
  problem: {
    invalid_token: "Deine Sitzung ist zu Ende. Melde dich noch einmal an.",
    token_expired: "Deine Sitzung ist zu Ende. Melde dich noch einmal an.",
    sign_in_unavailable: "Die Anmeldung ist gerade nicht erreichbar. Versuche es gleich noch einmal.",
    account_unknown: "Dieses Konto ist hier nicht bekannt. Melde dich mit einem anderen an.",
    email_not_verified: "Bestätige zuerst deine E-Mail-Adresse und melde dich dann noch einmal an.",
    email_taken: "Diese E-Mail-Adresse gehört schon zu einem anderen Konto.",
    session_ended: "Du wurdest abgemeldet, hier oder auf einem anderen Gerät. Melde dich noch einmal an.",
    session_not_found: "Du bist dort nicht mehr angemeldet.",
    export_running: "Eine Kopie wird schon erstellt. Ist sie fertig, kommt eine E-Mail.",
    erasure_not_confirmed:
      "Das ist nicht deine E-Mail-Adresse. Gib sie genau so ein, wie sie im Profil steht.",
    erasure_not_found: "Es wartet nichts mehr darauf, gelöscht zu werden.",
    erasure_blocked:
      "Du bist die letzte Person in der Verwaltung. Gib die Aufgabe zuerst weiter; dann kann dein Konto gelöscht werden.",
  },
  profile_title: "Du",
  account: "Konto",
  email: "E-Mail",
  phone: "Telefon",
  no_phone: "Noch keine Nummer",
  appearance: "Darstellung",
  theme: { system: "Wie das Gerät", light: "Hell", dark: "Dunkel" },
  language_title: "Sprache",
  language: { system: "Wie das Gerät", en: "English", de: "Deutsch" },
  sign_out: "Abmelden",
  about: "Version {{release}}",
  ...accountWords.de,
  ...dataWords.de,
};

export const identityWords = { en, de };
