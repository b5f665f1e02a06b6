"""Check that a webhook comes from our Clerk instance, with the library of the service that signs it."""

from collections.abc import Mapping

from svix.webhooks import Webhook, WebhookVerificationError

from vet_services.identity.errors import InvalidWebhook
from vet_services.settings import ClerkSettings


class WebhookSignature:
    """The signing secret of one endpoint. Without a secret every message is refused."""

    def __init__(self, settings: ClerkSettings) -> None:
        secret = settings.webhook_secret
        self._webhook = None if secret is None else Webhook(secret.get_secret_value())

    def verify(self, headers: Mapping[str, str], body: bytes) -> str:
        """The message's id. Raises InvalidWebhook when the signature is wrong, or older than five minutes."""
        if self._webhook is None:
            raise InvalidWebhook("CLERK_WEBHOOK_SECRET is not set, so no webhook can be trusted.")
        names = {name.lower(): value for name, value in headers.items()}
        try:
            self._webhook.verify(body, names)
        except (WebhookVerificationError, ValueError) as refusal:
            # Malformed base64 and undecodable bodies surface as ValueError from inside the library.
            raise InvalidWebhook() from refusal
        return names.get("svix-id") or names["webhook-id"]
