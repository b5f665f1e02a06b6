"""Sign and read the tokens behind links in mails. Pure: what a token allows is decided where it is used.

A token names one purpose, one thing, the person its mail went to, and how the thing stood then. The key is derived from
the newest key of ENCRYPTION_KEYS; tokens of older keys are read as long as those keys are there.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import jwt
from vet_core.db.keyring import current_keyring
from vet_core.scheduling.enums import LinkPurpose

from vet_services.scheduling.errors import LinkInvalid

_ALGORITHM = "HS256"
_KEYS = "vet-clinic scheduling links 1"
_AUDIENCE = "scheduling.links"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """What a token says. `subject_id` is an appointment; a proposal to choose from; or an offer to who waits.

    `sequence` is the appointment's count of changes when the link was made.
    """

    purpose: LinkPurpose
    subject_id: UUID
    person_id: UUID
    sequence: int
    expires_at: datetime


def sign(link: Link) -> str:
    """The link's token; the same link has the same token while the key is the same."""
    keys = current_keyring().derived(_KEYS)
    key_id, key = next(iter(keys.items()))
    claims = {
        "aud": _AUDIENCE,
        "purpose": link.purpose.value,
        "sub": str(link.subject_id),
        "person": str(link.person_id),
        "seq": link.sequence,
        "exp": int(link.expires_at.timestamp()),
    }
    return jwt.encode(claims, key, algorithm=_ALGORITHM, headers={"kid": key_id})


def read(token: str, *, now: datetime) -> Link:
    """What the token says. Raises LinkInvalid when it is not ours, was changed, or has run out."""
    try:
        if len(token) > _LONGEST:
            raise LinkInvalid()
        key = current_keyring().derived(_KEYS)[str(jwt.get_unverified_header(token).get("kid"))]
        claims = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            audience=_AUDIENCE,
            # The clock is ours, not the library's.
            options={"require": ["exp", "sub"], "verify_exp": False},
        )
        link = Link(
            purpose=LinkPurpose(claims["purpose"]),
            subject_id=UUID(claims["sub"]),
            person_id=UUID(claims["person"]),
            sequence=int(claims["seq"]),
            expires_at=datetime.fromtimestamp(int(claims["exp"]), UTC),
        )
    except (jwt.InvalidTokenError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        raise LinkInvalid() from None
    if link.expires_at <= now:
        raise LinkInvalid()
    return link
