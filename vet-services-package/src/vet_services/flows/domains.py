"""Every domain's statements about personal data, joined. A new domain with tables adds its `privacy.py` here."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from vet_core.db import Session

from vet_services.clinics import privacy as clinics
from vet_services.flows import platform_data
from vet_services.identity import privacy as identity
from vet_services.identity.personal_data import Dataset, Erasure, Export, Retention, Untouched
from vet_services.notifications import privacy as notifications
from vet_services.pets import privacy as pets
from vet_services.scheduling import privacy as scheduling

Collect = Callable[[Session, UUID], Awaitable[list[Dataset]]]

COLLECT: tuple[Collect, ...] = (
    identity.collect,
    clinics.collect,
    pets.collect,
    scheduling.collect,
    notifications.collect,
    platform_data.collect,
)

EXPORTS: tuple[Export, ...] = (
    *identity.EXPORTS,
    *clinics.EXPORTS,
    *pets.EXPORTS,
    *scheduling.EXPORTS,
    *notifications.EXPORTS,
    *platform_data.EXPORTS,
)

# What points at others goes before them: mails at visits, visits at pets, pets at people. The profile is the last.
_RULES: Sequence[Erasure | Untouched] = (
    *platform_data.ERASURES,
    *notifications.ERASURES,
    *scheduling.ERASURES,
    *pets.ERASURES,
    *clinics.ERASURES,
    *identity.ERASURES,
)
ERASURES = tuple(rule for rule in _RULES if isinstance(rule, Erasure))
UNTOUCHED = tuple(rule for rule in _RULES if isinstance(rule, Untouched))

RETENTIONS: tuple[Retention, ...] = (
    *identity.RETENTIONS,
    *clinics.RETENTIONS,
    *pets.RETENTIONS,
    *scheduling.RETENTIONS,
    *notifications.RETENTIONS,
    *platform_data.RETENTIONS,
)
