"""Why somebody is not let in, or not found."""

from vet_core.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable


class InvalidToken(Unauthenticated):
    """The session token is not one of ours, was changed, or is used where it was not issued for."""

    code = "identity.invalid_token"
    title = "The session token is not valid. Sign in again."


class TokenExpired(Unauthenticated):
    """The session token was good until a moment ago. Clients fetch a fresh one and repeat the request."""

    code = "identity.token_expired"
    title = "The session token has expired. Fetch a new one and repeat the request."


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


class InvalidWebhook(Unauthenticated):
    """The message does not carry the signature of our Clerk instance, or carries one that is too old."""

    code = "identity.invalid_webhook"
    title = "The webhook's signature does not match."


class UnreadableWebhook(Invalid):
    """The signature is right but the body is not an event."""

    code = "identity.unreadable_webhook"
    title = "The webhook's body is not an event."
