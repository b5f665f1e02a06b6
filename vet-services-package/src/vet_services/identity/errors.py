"""Why somebody is not let in, or not found."""

from vet_core.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound, Unauthenticated, Unavailable


class InvalidToken(Unauthenticated):
    """The session token is not one of ours, was changed, or is used where it was not issued for."""

    code = "identity.invalid_token"
    title = "The session token is not valid. Sign in again."


class TokenExpired(Unauthenticated):
    """The session token was good until a moment ago. Clients fetch a fresh one and repeat the request."""

    code = "identity.token_expired"
    title = "The session token has expired. Fetch a new one and repeat the request."


class SessionOver(Unauthenticated):
    """The token is genuine, but its session was ended: signed out here, at Clerk, or with the account."""

    code = "identity.session_ended"
    title = "This session has ended. Sign in again."


class SessionNotFound(NotFound):
    """No session of this person's. Those of others do not exist for them."""

    code = "identity.session_not_found"
    title = "You are not signed in there."


class SignInUnavailable(Unavailable):
    """Clerk cannot be reached and nothing known here can answer in its place."""

    code = "identity.sign_in_unavailable"
    title = "Sign-in cannot be checked right now. Try again in a moment."


class AccountUnknown(Unauthenticated):
    """The token is genuine but its account no longer exists."""

    code = "identity.account_unknown"
    title = "This account no longer exists. Sign in again."


class EmailNotVerified(Forbidden):
    """A person is known by an e-mail address they have proven to be theirs."""

    code = "identity.email_not_verified"
    title = "Verify the e-mail address of your account, then sign in again."


class EmailTaken(Conflict):
    """Another account already stands for this e-mail address."""

    code = "identity.email_taken"
    title = "Another account uses this e-mail address. Sign in with that one."


class PersonNotFound(NotFound):
    code = "identity.person_not_found"
    title = "There is no such person."


class InvitationInvalid(Gone):
    """Unknown, expired, used and revoked links look the same: nothing can be learnt by trying them."""

    code = "identity.invitation_invalid"
    title = "This invitation is no longer valid. Ask for a new one."


class InvitationForAnother(Forbidden):
    """A link is good for the address it was sent to."""

    code = "identity.invitation_for_another"
    title = "This invitation was sent to another e-mail address. Sign in with that one, or ask for a new invitation."


class InvitationNotFound(NotFound):
    code = "identity.invitation_not_found"
    title = "There is no such invitation."


class AlreadyMember(Conflict):
    """One person holds a role in a clinic once at a time."""

    code = "identity.already_member"
    title = "This person has that role already."


class LastAdministrator(Conflict):
    """A clinic always has somebody who can run it."""

    code = "identity.last_administrator"
    title = "A clinic needs an administrator. Make somebody else administrator first."


class MembershipNotFound(NotFound):
    code = "identity.membership_not_found"
    title = "There is no such role in this clinic."


class InvalidWebhook(Unauthenticated):
    """The message does not carry the signature of our Clerk instance, or carries one that is too old."""

    code = "identity.invalid_webhook"
    title = "The webhook's signature does not match."


class UnreadableWebhook(Invalid):
    """The signature is right but the body is not an event."""

    code = "identity.unreadable_webhook"
    title = "The webhook's body is not an event."


class ExportRunning(Conflict):
    """One copy of somebody's data is made at a time."""

    code = "identity.export_running"
    title = "A copy of your data is being made already. You get a mail when it is ready."


class ExportNotFound(NotFound):
    """No link of this person's. Links of others do not exist for them."""

    code = "identity.export_not_found"
    title = "This link is not one of yours. Sign in as the person who asked for the copy, or ask for a new one."


class ExportExpired(Gone):
    code = "identity.export_expired"
    title = "The link has expired and the copy was removed. Ask for a new one."


class ErasureNotFound(NotFound):
    code = "identity.erasure_not_found"
    title = "You have not asked to be forgotten."


class ErasureNotConfirmed(Invalid):
    """What was typed is not the person's own e-mail address."""

    code = "identity.erasure_not_confirmed"
    title = "Type your own e-mail address, exactly as it stands in your profile."


class ErasureBlocked(Conflict):
    """Somebody must be left who can run the clinic. `clinics` names those that would have nobody."""

    code = "identity.erasure_blocked"
    title = "You are the last administrator. Make somebody else administrator first."
