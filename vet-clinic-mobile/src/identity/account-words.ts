/** What identity says about one's details, devices, consents and data. The web app says the same. */
const en = {
  address: "Address",
  no_address: "No address yet",
  born_on: "Date of birth",
  no_born_on: "Not given",
  change_details: "Change your details",
  details: {
    title: "Your details",
    given_name: "First name",
    family_name: "Last name",
    phone_hint: "With the country’s code, like +49 30 1234567. Clinics call you here.",
    address_hint: "For invoices and letters from your clinics",
    born_hint: "Day, month and year, like 24.06.1985",
    name_missing: "Please give a name.",
    phone_invalid: "Write the number with its country’s code, like +49 30 1234567.",
    born_invalid: "Write the date like 24.06.1985.",
    born_later: "That day is still to come.",
    mail_fixed: "You change your e-mail address where you sign in.",
  },
  yours: "Safety and privacy",
  devices: {
    title: "Devices",
    lead: "Where you are signed in. If you do not know one of them, sign it out and change your password.",
    this_one: "This device",
    unknown: "Unknown browser",
    unknown_place: "Place not known",
    last_seen: "Last used {{moment}}",
    end: "Sign out",
    end_named: "Sign out: {{name}}",
    end_others_one: "Sign out the other device",
    end_others_other: "Sign out all {{count}} other devices",
    only_this: "You are signed in nowhere else.",
  },
  consents: {
    title: "Consents",
    lead: "What you agreed to. You can change your mind at any time; what was done before stays lawful.",
    yes: "Yes",
    no: "No",
    not_asked: "not answered yet",
    version: "Version {{version}}",
    newer: "version {{version}} is out",
    purposes: {
      terms: {
        title: "Terms of use",
        text: "How the platform is used, by you and by us. Without them no visit can be booked.",
      },
      privacy_notice: {
        title: "Privacy notice",
        text: "You have read which data we keep, why, and for how long.",
      },
      reminders: {
        title: "Reminders",
        text: "A mail the day before a visit. Confirmations of what you book always come.",
      },
      marketing_email: {
        title: "News by mail",
        text: "Now and then a mail about offers of your clinics. Nobody else gets your address.",
      },
      research: {
        title: "Research",
        text: "Your pets’ data, without your name, may help universities to treat animals better.",
      },
    },
  },
};

const de: typeof en = {
  address: "Anschrift",
  no_address: "Noch keine Anschrift",
  born_on: "Geburtsdatum",
  no_born_on: "Nicht angegeben",
  change_details: "Deine Angaben ändern",
  details: {
    title: "Deine Angaben",
    given_name: "Vorname",
    family_name: "Nachname",
    phone_hint: "Mit Landesvorwahl, etwa +49 30 1234567. Praxen rufen dich hier an.",
    address_hint: "Für Rechnungen und Briefe deiner Praxen",
    born_hint: "Tag, Monat und Jahr, etwa 24.06.1985",
    name_missing: "Bitte gib einen Namen an.",
    phone_invalid: "Schreibe die Nummer mit Landesvorwahl, etwa +49 30 1234567.",
    born_invalid: "Schreibe das Datum wie 24.06.1985.",
    born_later: "Dieser Tag kommt erst noch.",
    mail_fixed: "Deine E-Mail-Adresse änderst du dort, wo du dich anmeldest.",
  },
  yours: "Sicherheit und Datenschutz",
  devices: {
    title: "Geräte",
    lead: "Hier bist du angemeldet. Kennst du eines davon nicht, melde es ab und ändere dein Passwort.",
    this_one: "Dieses Gerät",
    unknown: "Unbekannter Browser",
    unknown_place: "Ort nicht bekannt",
    last_seen: "Zuletzt benutzt {{moment}}",
    end: "Abmelden",
    end_named: "Abmelden: {{name}}",
    end_others_one: "Das andere Gerät abmelden",
    end_others_other: "Alle {{count}} anderen Geräte abmelden",
    only_this: "Du bist sonst nirgends angemeldet.",
  },
  consents: {
    title: "Einwilligungen",
    lead: "Wozu du ja gesagt hast. Du kannst es dir jederzeit anders überlegen; was vorher geschah, bleibt rechtmäßig.",
    yes: "Ja",
    no: "Nein",
    not_asked: "noch nicht beantwortet",
    version: "Fassung {{version}}",
    newer: "es gibt die Fassung {{version}}",
    purposes: {
      terms: {
        title: "Nutzungsbedingungen",
        text: "Wie die Plattform genutzt wird, von dir und von uns. Ohne sie lässt sich kein Termin buchen.",
      },
      privacy_notice: {
        title: "Datenschutzhinweise",
        text: "Du hast gelesen, welche Daten wir aufbewahren, warum und wie lange.",
      },
      reminders: {
        title: "Terminerinnerungen",
        text: "Eine E-Mail am Tag vor dem Termin. Bestätigungen deiner Buchungen kommen immer.",
      },
      marketing_email: {
        title: "Neuigkeiten per E-Mail",
        text: "Ab und zu eine E-Mail mit Angeboten deiner Praxen. Niemand sonst erhält deine Adresse.",
      },
      research: {
        title: "Forschung",
        text: "Die Daten deiner Tiere, ohne deinen Namen, dürfen Universitäten helfen, Tiere besser zu behandeln.",
      },
    },
  },
};

export const accountWords = { en, de };
