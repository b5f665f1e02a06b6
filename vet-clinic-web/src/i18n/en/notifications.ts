export default {
  appointment_booked: "Booked: {{pet}}, {{moment}}.",
  appointment_rescheduled: "Moved: {{pet}} now comes {{moment}}.",
  appointment_cancelled: "Cancelled: {{pet}}, {{moment}}.",
  moved: {
    requested: "{{pet}}’s visit was asked for.",
    confirmed: "{{pet}}’s visit is confirmed.",
    checked_in: "{{pet}} has arrived at the clinic.",
    in_progress: "{{pet}} is with the vet now.",
    completed: "{{pet}}’s visit is finished.",
    cancelled: "{{pet}}’s visit was cancelled.",
    declined: "The clinic could not confirm {{pet}}’s visit.",
    missed: "{{pet}} did not come to the visit.",
  },
} as const;
