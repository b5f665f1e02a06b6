"""Check that a webhook comes from our Clerk instance, with the library of the service that signs it."""

from collections.abc import Mapping

from svix.webhooks import Webhook, WebhookVerificationError

from vet_services.identity.errors import InvalidWebhook
from vet_services.settings import ClerkSettings


class WebhookSignature:
    """The signing secrets of our endpoint: several while one replaces another. Without any, all is refused."""

    def __init__(self, settings: ClerkSettings) -> None:
        self._webhooks = [Webhook(secret) for secret in settings.webhook_secrets]

    def verify(self, headers: Mapping[str, str], body: bytes) -> str:
        """The message's id. Raises InvalidWebhook unless one of our secrets signed it, within five minutes of now."""
        if not self._webhooks:
            raise InvalidWebhook("CLERK_WEBHOOK_SECRET is not set, so no webhook can be trusted.")
        names = {name.lower(): value for name, value in headers.items()}
        refusal: Exception | None = None
        for webhook in self._webhooks:
            try:
                webhook.verify(body, names)
            except (WebhookVerificationError, ValueError) as mismatch:
                # Malformed base64 and undecodable bodies surface as ValueError from inside the library.
                refusal = mismatch
            else:
                return names.get("svix-id") or names["webhook-id"]
        raise InvalidWebhook() from refusal
