export default {
  trace: "Wenn Sie uns schreiben, nennen Sie bitte {{traceId}}.",
  client_offline: {
    title: "Sie sind offline",
    advice: "Bitte prüfen Sie Ihre Verbindung. Sobald sie wieder da ist, geht es weiter.",
  },
  client_unreachable: {
    title: "Die Praxisplattform ist nicht erreichbar",
    advice: "Vielleicht nur eine kurze Unterbrechung. Bitte versuchen Sie es gleich noch einmal.",
  },
  client_unexpected_answer: {
    title: "Wir haben die Antwort nicht verstanden",
    advice: "Bitte versuchen Sie es noch einmal. Passiert es wieder, laden Sie die Seite neu.",
  },
  edge_internal: {
    title: "Bei uns ist etwas schiefgegangen",
    advice: "Nichts ist verloren. Bitte versuchen Sie es gleich noch einmal.",
  },
  edge_not_found: {
    title: "Das haben wir nicht gefunden",
    advice: "Vielleicht wurde es entfernt, oder Sie haben keinen Zugriff darauf.",
  },
  edge_rate_limited: {
    title: "Das war viel auf einmal",
    advice: "Bitte warten Sie einen Moment und versuchen Sie es erneut.",
  },
  edge_stale: {
    title: "Jemand anderes hat das inzwischen geändert",
    advice: "Sehen Sie sich den aktuellen Stand an und wiederholen Sie Ihre Änderung.",
  },
  edge_validation: {
    title: "Etwas ist nicht richtig ausgefüllt",
    advice: "Bitte prüfen Sie Ihre Angaben.",
  },
  identity_invalid_token: { title: "Bitte melden Sie sich erneut an", advice: "Ihre Sitzung ist beendet." },
  platform_database_unavailable: {
    title: "Die Plattform macht eine kurze Pause",
    advice: "Sie erholt sich von selbst. Bitte versuchen Sie es in ein paar Sekunden noch einmal.",
  },
  scheduling_slot_taken: {
    title: "Jemand war schneller",
    advice: "Diese Zeit wurde gerade vergeben. Hier sind die Zeiten, die noch frei sind.",
  },
  scheduling_not_offered: {
    title: "Diese Zeit wird nicht mehr angeboten",
    advice: "Bitte wählen Sie eine andere.",
  },
  scheduling_hold_expired: {
    title: "Die für Sie reservierte Zeit ist abgelaufen",
    advice: "Wählen Sie noch einmal; vielleicht ist sie noch frei.",
  },
  scheduling_wrong_move: {
    title: "Der Termin ist schon weiter",
    advice: "Jemand hat seinen Stand inzwischen geändert. Sie sehen jetzt den aktuellen.",
  },
  scheduling_appointment_not_found: {
    title: "Diesen Termin haben wir nicht gefunden",
    advice: "Vielleicht gehört er jemand anderem, oder es gibt ihn nicht mehr.",
  },
  clinics_clinic_not_found: {
    title: "Diese Praxis haben wir nicht gefunden",
    advice: "Vielleicht gibt es sie nicht mehr, oder die Adresse ist vertippt.",
  },
  edge_idempotency_key_in_progress: {
    title: "Das ist schon unterwegs",
    advice: "Warten Sie einen Moment und sehen Sie nach, bevor Sie es wiederholen.",
  },
  identity_sign_in_required: {
    title: "Bitte melden Sie sich an",
    advice: "Dann zeigt diese Seite, was zu Ihnen gehört.",
  },
  identity_token_expired: { title: "Bitte melden Sie sich erneut an", advice: "Ihre Sitzung ist beendet." },
  identity_sign_in_unavailable: {
    title: "Die Anmeldung ist gerade nicht möglich",
    advice: "Sie erholt sich von selbst. Bitte versuchen Sie es gleich noch einmal.",
  },
  identity_email_not_verified: {
    title: "Ihre E-Mail-Adresse ist noch nicht bestätigt",
    advice: "Öffnen Sie die Bestätigungsmail und melden Sie sich dann erneut an.",
  },
  identity_account_unknown: {
    title: "Dieses Konto gibt es nicht mehr",
    advice: "Melden Sie sich erneut an oder legen Sie ein neues an.",
  },
  pets_pet_not_found: {
    title: "Dieses Tier haben wir nicht gefunden",
    advice: "Vielleicht gehört es jemand anderem, oder es ist nicht mehr da.",
  },
  pets_owners_only: {
    title: "Das können nur die Halter ändern",
    advice: "Bitten Sie sie darum oder schreiben Sie es in die Notiz zum Termin.",
  },
  pets_breed_mismatch: {
    title: "Diese Rasse gehört zu einer anderen Tierart",
    advice: "Wählen Sie eine passende Rasse oder lassen Sie sie offen.",
  },
  pets_implausible_dates: {
    title: "Diese Daten passen nicht zusammen",
    advice: "Bitte prüfen Sie das Geburtsdatum.",
  },
  pets_microchip_taken: {
    title: "Diese Mikrochipnummer ist schon bekannt",
    advice: "Bitte prüfen Sie die 15 Ziffern; stimmen sie, fragen Sie Ihre Praxis.",
  },
  pets_pet_deceased: {
    title: "Für dieses Tier kann kein Termin gebucht werden",
    advice: "Hier ist vermerkt, dass es gestorben ist.",
  },
  platform_changed_meanwhile: {
    title: "Jemand anderes hat das inzwischen geändert",
    advice: "Sehen Sie sich den aktuellen Stand an und wiederholen Sie Ihre Änderung.",
  },
  scheduling_already_begun: {
    title: "Dieser Termin hat schon begonnen",
    advice: "Jetzt kann ihn nur noch die Praxis ändern. Bitte rufen Sie an.",
  },
  scheduling_appointment_type_not_found: {
    title: "Diese Leistung wird hier nicht angeboten",
    advice: "Bitte wählen Sie eine andere.",
  },
  scheduling_clinical_staff_only: {
    title: "Das können nur Tierärzte und Fachkräfte",
    advice: "Bitten Sie eine von ihnen darum.",
  },
  scheduling_front_desk_only: { title: "Das kann nur der Empfang", advice: "Bitten Sie den Empfang darum." },
  scheduling_hold_already_renewed: {
    title: "Die Zeit lässt sich nur einmal länger freihalten",
    advice: "Buchen Sie jetzt oder wählen Sie noch einmal.",
  },
  scheduling_hold_not_found: {
    title: "Diese Zeit ist nicht mehr für Sie freigehalten",
    advice: "Wählen Sie noch einmal; vielleicht ist sie noch frei.",
  },
  scheduling_too_early: {
    title: "Der Termin hat noch nicht begonnen",
    advice: "Warten Sie, bis seine Zeit gekommen ist.",
  },
  scheduling_type_name_taken: {
    title: "Die Praxis bietet schon etwas mit diesem Namen an",
    advice: "Bitte wählen Sie einen anderen Namen.",
  },
  scheduling_unknown_veterinarian: {
    title: "Jemand davon arbeitet nicht mehr hier",
    advice: "Laden Sie die Seite neu und wählen Sie noch einmal.",
  },
  identity_session_ended: {
    title: "Bitte melden Sie sich neu an",
    advice: "Sie wurden abgemeldet, hier oder auf einem anderen Gerät.",
  },
  identity_session_not_found: {
    title: "Dort sind Sie nicht angemeldet",
    advice: "Vielleicht wurde es gerade beendet.",
  },
  identity_invitation_invalid: {
    title: "Diese Einladung gilt nicht mehr",
    advice: "Bitten Sie um eine neue.",
  },
  identity_invitation_for_another: {
    title: "Diese Einladung ging an eine andere Adresse",
    advice: "Melden Sie sich mit der Adresse an, an die sie geschickt wurde.",
  },
  identity_invitation_not_found: {
    title: "Diese Einladung ist nicht mehr da",
    advice: "Laden Sie die Seite neu.",
  },
  identity_already_member: { title: "Diese Person hat die Aufgabe schon", advice: "Wählen Sie eine andere." },
  identity_last_administrator: {
    title: "Eine Praxis braucht eine Verwaltung",
    advice: "Geben Sie zuerst jemand anderem diese Aufgabe.",
  },
  identity_membership_not_found: {
    title: "Diese Aufgabe ist schon beendet",
    advice: "Laden Sie die Seite neu.",
  },
  identity_email_taken: {
    title: "Ein anderes Konto benutzt diese E-Mail-Adresse",
    advice: "Melden Sie sich mit jenem an.",
  },
  identity_export_running: {
    title: "Es wird schon eine Kopie erstellt",
    advice: "Sie erhalten eine E-Mail, sobald sie fertig ist.",
  },
  identity_export_not_found: {
    title: "Dieser Link gehört nicht zu Ihnen",
    advice:
      "Melden Sie sich als die Person an, die die Kopie angefordert hat, oder fordern Sie eine neue an.",
  },
  identity_export_expired: {
    title: "Dieser Link ist abgelaufen",
    advice: "Die Kopie wurde entfernt. Fordern Sie eine neue an; das dauert eine Minute.",
  },
  identity_erasure_not_confirmed: {
    title: "Das ist nicht Ihre E-Mail-Adresse",
    advice: "Geben Sie sie genau so ein, wie sie in Ihrem Profil steht.",
  },
  identity_erasure_blocked: {
    title: "Sie sind allein in der Verwaltung",
    advice: "Geben Sie zuerst jemand anderem diese Aufgabe; dann kann Ihr Konto gelöscht werden.",
  },
  clinics_administrators_only: {
    title: "Das kann nur die Verwaltung",
    advice: "Fragen Sie jemanden aus der Verwaltung der Praxis.",
  },
  clinics_not_oneself: {
    title: "Sie können sich keine Aufgabe selbst geben",
    advice: "Fragen Sie jemanden aus der Verwaltung der Praxis.",
  },
  clinics_suspended: {
    title: "Diese Praxis ist ausgesetzt",
    advice: "Hier lässt sich nichts buchen oder ändern, bis sie wieder geöffnet ist.",
  },
  clinics_licence_needed: {
    title: "Ihre Zulassung wird gebraucht",
    advice: "Geben Sie Nummer, ausstellende Region und letzten Tag an.",
  },
  clinics_licence_expired: { title: "Diese Zulassung ist abgelaufen", advice: "Erneuern Sie sie zuerst." },
  clinics_client_not_found: {
    title: "Diese Person gehört hier nicht zur Kundschaft",
    advice: "Dazu gehört, wer einen Termin, eine Anmeldung oder ein geteiltes Tier hat.",
  },
  clinics_break_glass_open: {
    title: "Sie haben diese Akten schon geöffnet",
    advice: "Gehen Sie zum Kalender der Praxis; darüber steht die verbleibende Zeit.",
  },
  clinics_break_glass_not_found: {
    title: "Dieser Notfallzugriff ist vorbei",
    advice: "Es ist nichts mehr geöffnet.",
  },
  clinics_emergency_reads_only: {
    title: "Ein Notfallzugriff liest nur",
    advice: "Bitten Sie jemanden aus der Praxis, es zu ändern.",
  },
  clinics_slug_taken: {
    title: "Eine andere Praxis hat diesen Kurznamen",
    advice: "Bitte wählen Sie einen anderen.",
  },
  pets_last_manager: {
    title: "Jemand muss sich um die Angaben zu diesem Tier kümmern",
    advice: "Lassen Sie zuerst jemand anderen verwalten.",
  },
  pets_already_owner: { title: "Diese Person hält das Tier schon", advice: "Sie steht in der Liste." },
  pets_owner_not_found: {
    title: "Diese Person hält das Tier nicht mehr",
    advice: "Laden Sie die Seite neu.",
  },
  pets_share_not_found: {
    title: "Diese Praxis sieht das Tier nicht mehr",
    advice: "Laden Sie die Seite neu.",
  },
  pets_share_ends_in_the_past: {
    title: "Der letzte Tag ist vorbei",
    advice: "Wählen Sie einen Tag, der noch kommt.",
  },
};
