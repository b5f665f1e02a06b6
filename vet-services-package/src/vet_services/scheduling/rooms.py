"""The rooms that staff name: a clinic's own that are in use, and no others."""

from uuid import UUID

from vet_core.db import Session
from vet_core.scheduling.enums import ClinicResourceKind
from vet_core.scheduling.models import ClinicResource

from vet_services.scheduling.errors import UnknownRoom


async def refuse_unknown(session: Session, clinic_id: UUID, room_id: UUID) -> None:
    """Raise UnknownRoom unless this is a room of the clinic, and in use."""
    found = await session.get(ClinicResource, room_id)
    if found is None or (found.clinic_id, found.kind, found.is_active) != (clinic_id, ClinicResourceKind.ROOM, True):
        raise UnknownRoom(pointer="/room_id")
