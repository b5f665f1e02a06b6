/** What clinics says. */
const en = {
  choose_title: "Which clinic?",
  search: "Clinic or town",
  none_title: "No clinic found",
  none_detail: "Try a shorter name, or the town.",
  loading: "Looking for clinics",
  paused: "Takes no bookings just now",
  today_hours: "Today {{hours}}",
  closed_today: "Closed today",
  call: "Call",
  directions: "Directions",
  problem: { clinic_not_found: "There is no such clinic any more. Choose another one." },
  weekday: {
    "0": "Monday",
    "1": "Tuesday",
    "2": "Wednesday",
    "3": "Thursday",
    "4": "Friday",
    "5": "Saturday",
    "6": "Sunday",
  },
};

const de: typeof en = {
  choose_title: "Welche Praxis?",
  search: "Praxis oder Ort",
  none_title: "Keine Praxis gefunden",
  none_detail: "Versuche es mit einem kürzeren Namen oder mit dem Ort.",
  loading: "Praxen werden gesucht",
  paused: "Nimmt zurzeit keine Buchungen an",
  today_hours: "Heute {{hours}}",
  closed_today: "Heute geschlossen",
  call: "Anrufen",
  directions: "Wegbeschreibung",
  problem: { clinic_not_found: "Diese Praxis gibt es nicht mehr. Wähle eine andere." },
  weekday: {
    "0": "Montag",
    "1": "Dienstag",
    "2": "Mittwoch",
    "3": "Donnerstag",
    "4": "Freitag",
    "5": "Samstag",
    "6": "Sonntag",
  },
};

export const clinicsWords = { en, de };
