export default {
  trace: "If you write to us, please mention {{traceId}}.",
  client_offline: {
    title: "You are offline",
    advice: "Check your connection. We try again as soon as it is back.",
  },
  client_unreachable: {
    title: "We cannot reach the clinic platform",
    advice: "It may be a short interruption. Please try again in a moment.",
  },
  client_unexpected_answer: {
    title: "We did not understand the answer",
    advice: "Please try again. If it keeps happening, reload the page.",
  },
  edge_internal: {
    title: "Something went wrong on our side",
    advice: "Nothing was lost. Please try again in a moment.",
  },
  edge_not_found: {
    title: "We could not find this",
    advice: "It may have been removed, or you may not have access to it.",
  },
  edge_rate_limited: { title: "That was a lot at once", advice: "Please wait a moment and try again." },
  edge_stale: {
    title: "Somebody else changed this in the meantime",
    advice: "Look at the current version and repeat your change.",
  },
  edge_validation: {
    title: "Something is not filled in correctly",
    advice: "Please check what you entered.",
  },
  identity_invalid_token: { title: "Please sign in again", advice: "Your session has ended." },
  platform_database_unavailable: {
    title: "The platform is taking a short break",
    advice: "It recovers by itself. Please try again in a few seconds.",
  },
  scheduling_slot_taken: {
    title: "Somebody was faster",
    advice: "This time has just been taken. Here are the times that are still free.",
  },
  scheduling_not_offered: {
    title: "This time is no longer offered",
    advice: "Please choose another time.",
  },
  scheduling_hold_expired: {
    title: "The time we kept for you has run out",
    advice: "Choose a time again; it may still be free.",
  },
  scheduling_wrong_move: {
    title: "This visit has moved on",
    advice: "Somebody changed its state in the meantime. You now see the current one.",
  },
  scheduling_appointment_not_found: {
    title: "We could not find this visit",
    advice: "It may belong to somebody else, or be gone.",
  },
  clinics_clinic_not_found: {
    title: "We could not find this clinic",
    advice: "It may have closed, or the address is mistyped.",
  },
  edge_idempotency_key_in_progress: {
    title: "This is already on its way",
    advice: "Wait a moment and look again before repeating it.",
  },
  identity_sign_in_required: { title: "Please sign in", advice: "Then this page shows what is yours." },
  identity_token_expired: { title: "Please sign in again", advice: "Your session has ended." },
  identity_sign_in_unavailable: {
    title: "Signing in does not work at the moment",
    advice: "It recovers by itself. Please try again in a moment.",
  },
  identity_email_not_verified: {
    title: "Your e-mail address is not confirmed yet",
    advice: "Open the confirmation mail, then sign in again.",
  },
  identity_account_unknown: { title: "This account is gone", advice: "Sign in again or create a new one." },
  pets_pet_not_found: {
    title: "We could not find this pet",
    advice: "It may belong to somebody else, or be gone.",
  },
  pets_owners_only: {
    title: "Only the owners can change this",
    advice: "Ask them to do it, or write it into the visit’s note.",
  },
  pets_breed_mismatch: {
    title: "This breed belongs to another animal",
    advice: "Choose a breed of the right animal, or leave it open.",
  },
  pets_implausible_dates: {
    title: "These dates do not fit together",
    advice: "Please check the date of birth.",
  },
  pets_microchip_taken: {
    title: "This microchip number is known already",
    advice: "Please check the 15 digits; if they are right, ask your clinic.",
  },
  pets_pet_deceased: {
    title: "No visit can be booked for this pet",
    advice: "It is remembered here as having died.",
  },
  platform_changed_meanwhile: {
    title: "Somebody else changed this in the meantime",
    advice: "Look at the current version and repeat your change.",
  },
  scheduling_already_begun: {
    title: "This visit has begun",
    advice: "Only the clinic can change it now. Please call.",
  },
  scheduling_appointment_type_not_found: {
    title: "This service is not offered here",
    advice: "Please choose another one.",
  },
  scheduling_clinical_staff_only: {
    title: "Only vets and technicians can do this",
    advice: "Ask one of them.",
  },
  scheduling_front_desk_only: { title: "Only the front desk can do this", advice: "Ask the front desk." },
  scheduling_hold_already_renewed: {
    title: "The time can be kept longer only once",
    advice: "Book now, or choose a time again.",
  },
  scheduling_hold_not_found: {
    title: "This time is no longer kept for you",
    advice: "Choose a time again; it may still be free.",
  },
  scheduling_too_early: { title: "The visit has not begun yet", advice: "Wait until its time has come." },
  scheduling_type_name_taken: {
    title: "The clinic already offers something of this name",
    advice: "Please choose another name.",
  },
  scheduling_unknown_veterinarian: {
    title: "One of these vets no longer works here",
    advice: "Reload the page and choose again.",
  },
  identity_session_ended: {
    title: "Please sign in again",
    advice: "You were signed out, here or on another device.",
  },
  identity_session_not_found: {
    title: "You are not signed in there",
    advice: "Perhaps it was ended a moment ago.",
  },
  identity_invitation_invalid: {
    title: "This invitation is over",
    advice: "Ask whoever sent it for a new one.",
  },
  identity_invitation_for_another: {
    title: "This invitation is for another address",
    advice: "Sign in with the e-mail address it was sent to.",
  },
  identity_invitation_not_found: {
    title: "This invitation is gone",
    advice: "Reload the page to see what is left.",
  },
  identity_already_member: { title: "This person has that role already", advice: "Choose another role." },
  identity_last_administrator: {
    title: "A clinic needs an administrator",
    advice: "Make somebody else administrator first.",
  },
  identity_membership_not_found: {
    title: "This role has ended already",
    advice: "Reload the page to see the others.",
  },
  identity_email_taken: {
    title: "Another account uses this e-mail address",
    advice: "Sign in with that one.",
  },
  identity_export_running: {
    title: "A copy is being made already",
    advice: "You get a mail when it is ready.",
  },
  identity_export_not_found: {
    title: "This link is not one of yours",
    advice: "Sign in as the person who asked for the copy, or ask for a new one.",
  },
  identity_export_expired: {
    title: "This link has expired",
    advice: "The copy was removed. Ask for a new one; it takes a minute.",
  },
  identity_erasure_not_confirmed: {
    title: "That is not your e-mail address",
    advice: "Type it exactly as it stands in your profile.",
  },
  identity_erasure_blocked: {
    title: "You are the last administrator",
    advice: "Make somebody else administrator first; then your account can be erased.",
  },
  clinics_administrators_only: {
    title: "Only administrators can do this",
    advice: "Ask an administrator of the clinic.",
  },
  clinics_not_oneself: {
    title: "You cannot give yourself a role",
    advice: "Ask an administrator of the clinic.",
  },
  clinics_suspended: {
    title: "This clinic is suspended",
    advice: "Nothing can be booked or changed here until it is open again.",
  },
  clinics_licence_needed: {
    title: "Your licence is needed",
    advice: "State its number, who issued it and its last day.",
  },
  clinics_licence_expired: { title: "This licence has expired", advice: "Renew it first, then come back." },
  clinics_client_not_found: {
    title: "This person is no client here",
    advice: "Only people with a visit, a registration or a shared pet are.",
  },
  clinics_break_glass_open: {
    title: "You have opened these records already",
    advice: "Go to the clinic’s calendar; the time that is left stands above it.",
  },
  clinics_break_glass_not_found: {
    title: "This emergency access is over",
    advice: "Nothing is open any more.",
  },
  clinics_emergency_reads_only: {
    title: "An emergency access only reads",
    advice: "Ask somebody who works at the clinic to change it.",
  },
  clinics_slug_taken: { title: "Another clinic has this short name", advice: "Please choose another one." },
  pets_last_manager: {
    title: "Somebody has to look after this pet’s details",
    advice: "Let another owner manage it first.",
  },
  pets_already_owner: { title: "This person is an owner already", advice: "You find them in the list." },
  pets_owner_not_found: { title: "This person is no owner any more", advice: "Reload the page." },
  pets_share_not_found: { title: "This clinic does not see the pet any more", advice: "Reload the page." },
  pets_share_ends_in_the_past: {
    title: "The last day has passed",
    advice: "Choose a day that is still to come.",
  },
} as const;
