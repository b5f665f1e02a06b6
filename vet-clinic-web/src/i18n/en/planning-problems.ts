/** Why something about planning was refused, and what to do about it. */
export default {
  scheduling_address_missing: {
    title: "It is not said where to come to",
    advice: "Please give the address for the visit at home.",
  },
  scheduling_address_unneeded: {
    title: "This visit is not at home",
    advice: "Reload the page: the clinic has changed where it takes place.",
  },
  scheduling_walk_in_elsewhere: {
    title: "Nobody can walk in for a visit at home",
    advice: "Please book it at a time instead.",
  },
  scheduling_already_waiting: {
    title: "This pet already waits for such a time",
    advice: "You find the wish under your visits.",
  },
  scheduling_answer_missing: {
    title: "A question is not answered yet",
    advice: "Please answer the clinic’s questions.",
  },
  scheduling_answer_unknown: {
    title: "The clinic has changed its questions",
    advice: "Reload the page and answer them again.",
  },
  scheduling_block_is_external: { title: "This comes from another calendar", advice: "Change it there." },
  scheduling_block_not_found: { title: "This blocked time is gone", advice: "Somebody else has removed it." },
  scheduling_feed_not_found: {
    title: "This calendar address no longer works",
    advice: "It has been stopped already.",
  },
  scheduling_too_many_feeds: {
    title: "These are many calendar addresses",
    advice: "Stop one that is not read any more.",
  },
  scheduling_link_invalid: { title: "This link no longer works", advice: "Sign in to see how things stand." },
  scheduling_nobody_to_ask: {
    title: "Nobody looks after this pet here",
    advice: "Somebody who manages the pet has to join the list.",
  },
  scheduling_nothing_to_decline: {
    title: "This link keeps no time that could be let go",
    advice: "Open the link in the mail again.",
  },
  scheduling_offer_over: {
    title: "This offer has run out",
    advice: "You stay on the list and hear from us again.",
  },
  scheduling_option_taken: { title: "This time has just been taken", advice: "Please choose another one." },
  scheduling_override_refused: {
    title: "Only the clinic may book against its rules",
    advice: "Please choose a time that is offered.",
  },
  scheduling_resource_name_taken: {
    title: "There is already something of this name",
    advice: "Please choose another name.",
  },
  scheduling_resource_not_found: {
    title: "We could not find this room or equipment",
    advice: "Reload the page.",
  },
  scheduling_unknown_room: { title: "This room is not in use", advice: "Please choose another one." },
  scheduling_waitlist_entry_not_found: {
    title: "This wish is no longer on the list",
    advice: "Reload the page.",
  },
  scheduling_windows_over: {
    title: "These days are over",
    advice: "Please choose days that are still to come.",
  },
  scheduling_series_conflicts: {
    title: "Some of these times are not free",
    advice: "Choose the ones to book.",
  },
  scheduling_rrule_unsupported: {
    title: "This repetition cannot be planned",
    advice: "At most 104 visits within two years.",
  },
} as const;
