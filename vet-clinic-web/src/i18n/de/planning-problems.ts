/** Why something about planning was refused, and what to do about it. */
export default {
  scheduling_address_missing: {
    title: "Es fehlt, wohin wir kommen sollen",
    advice: "Bitte geben Sie die Adresse für den Hausbesuch an.",
  },
  scheduling_address_unneeded: {
    title: "Dieser Besuch ist nicht zu Hause",
    advice: "Laden Sie die Seite neu: Die Praxis hat geändert, wo er stattfindet.",
  },
  scheduling_walk_in_elsewhere: {
    title: "Ein Hausbesuch geht nicht ohne Termin",
    advice: "Bitte buchen Sie stattdessen eine Zeit.",
  },
  scheduling_already_waiting: {
    title: "Dieses Tier wartet schon auf so eine Zeit",
    advice: "Sie finden den Wunsch bei Ihren Terminen.",
  },
  scheduling_answer_missing: {
    title: "Eine Frage ist noch offen",
    advice: "Bitte beantworten Sie die Fragen der Praxis.",
  },
  scheduling_answer_unknown: {
    title: "Die Praxis hat ihre Fragen geändert",
    advice: "Laden Sie die Seite neu und beantworten Sie sie noch einmal.",
  },
  scheduling_block_is_external: {
    title: "Das stammt aus einem anderen Kalender",
    advice: "Ändern Sie es dort.",
  },
  scheduling_block_not_found: {
    title: "Diese gesperrte Zeit gibt es nicht mehr",
    advice: "Jemand anderes hat sie entfernt.",
  },
  scheduling_feed_not_found: {
    title: "Diese Kalender-Adresse gilt nicht mehr",
    advice: "Sie wurde schon beendet.",
  },
  scheduling_too_many_feeds: {
    title: "Das sind viele Kalender-Adressen",
    advice: "Beenden Sie eine, die nicht mehr gelesen wird.",
  },
  scheduling_link_invalid: {
    title: "Dieser Link gilt nicht mehr",
    advice: "Melden Sie sich an, um den Stand zu sehen.",
  },
  scheduling_nobody_to_ask: {
    title: "Für dieses Tier ist hier niemand zuständig",
    advice: "Jemand, der das Tier verwaltet, muss sich eintragen.",
  },
  scheduling_nothing_to_decline: {
    title: "Dieser Link hält keine Zeit, die Sie freigeben könnten",
    advice: "Öffnen Sie den Link in der E-Mail noch einmal.",
  },
  scheduling_offer_over: {
    title: "Dieses Angebot ist abgelaufen",
    advice: "Sie bleiben auf der Liste und hören wieder von uns.",
  },
  scheduling_option_taken: {
    title: "Diese Zeit wurde gerade vergeben",
    advice: "Bitte wählen Sie eine andere.",
  },
  scheduling_override_refused: {
    title: "Nur die Praxis darf gegen ihre Regeln buchen",
    advice: "Bitte wählen Sie eine angebotene Zeit.",
  },
  scheduling_resource_name_taken: {
    title: "Etwas mit diesem Namen gibt es schon",
    advice: "Bitte wählen Sie einen anderen Namen.",
  },
  scheduling_resource_not_found: {
    title: "Diesen Raum oder dieses Gerät finden wir nicht",
    advice: "Laden Sie die Seite neu.",
  },
  scheduling_unknown_room: {
    title: "Dieser Raum ist nicht in Gebrauch",
    advice: "Bitte wählen Sie einen anderen.",
  },
  scheduling_waitlist_entry_not_found: {
    title: "Dieser Wunsch steht nicht mehr auf der Liste",
    advice: "Laden Sie die Seite neu.",
  },
  scheduling_windows_over: {
    title: "Diese Tage sind vorbei",
    advice: "Bitte wählen Sie Tage, die noch kommen.",
  },
  scheduling_series_conflicts: {
    title: "Einige dieser Zeiten sind nicht frei",
    advice: "Wählen Sie, welche gebucht werden.",
  },
  scheduling_rrule_unsupported: {
    title: "Diese Wiederholung lässt sich nicht planen",
    advice: "Höchstens 104 Termine in zwei Jahren.",
  },
} as const;
