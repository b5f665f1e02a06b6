export default {
  appointment_booked: "Gebucht: {{pet}}, {{moment}}.",
  appointment_rescheduled: "Verschoben: {{pet}} kommt jetzt {{moment}}.",
  appointment_cancelled: "Abgesagt: {{pet}}, {{moment}}.",
  moved: {
    requested: "Der Termin für {{pet}} ist angefragt.",
    confirmed: "Der Termin für {{pet}} ist bestätigt.",
    checked_in: "{{pet}} ist in der Praxis angekommen.",
    in_progress: "{{pet}} ist jetzt im Behandlungszimmer.",
    completed: "Der Termin von {{pet}} ist beendet.",
    cancelled: "Der Termin für {{pet}} wurde abgesagt.",
    declined: "Die Praxis konnte {{pet}}s Termin nicht bestätigen.",
    missed: "{{pet}} ist nicht zum Termin gekommen.",
  },
};
