"""How proposals end that nobody chose from: the visit changed some other way, or its time came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, text, update
from vet_core.db import Session, UtcInstant
from vet_core.scheduling.enums import ProposalState
from vet_core.scheduling.models import MoveProposal

_EXPIRE = text("""
    UPDATE move_proposals SET state = 'expired'
     WHERE id IN (SELECT id FROM move_proposals WHERE state = 'open' AND expires_at <= :now
                   ORDER BY id LIMIT :most FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id
""").bindparams(bindparam("now", type_=UtcInstant()), bindparam("most", type_=Integer()))

# What happened is heard of later, perhaps twice, when other times may have been proposed anew: those stand.
_SETTLE = text("""
    UPDATE move_proposals p SET state = 'withdrawn'
     WHERE p.appointment_id = :appointment_id AND p.state = 'open'
       AND EXISTS (SELECT 1 FROM appointment_moves m
                    WHERE m.appointment_id = p.appointment_id AND m.at >= p.created_at
                      AND (m.from_status = m.to_status OR m.to_status IN ('cancelled', 'declined')))
""").bindparams(bindparam("appointment_id", type_=Uuid()))


async def settle_proposals(session: Session, appointment_id: UUID) -> None:
    """A visit that has been moved or called off since needs no proposal any more."""
    await session.execute(_SETTLE, {"appointment_id": appointment_id})


async def withdraw_proposals(session: Session, appointment_id: UUID) -> None:
    """Other times are about to be proposed for the visit, in place of those that are open."""
    await session.execute(
        update(MoveProposal)
        .where(MoveProposal.appointment_id == appointment_id, MoveProposal.state == ProposalState.OPEN)
        .values(state=ProposalState.WITHDRAWN)
        .execution_options(synchronize_session=False)
    )


async def expire_proposals(session: Session, *, now: datetime, most: int) -> int:
    """Close proposals whose visit's time has come, at most that many; says how many."""
    return len((await session.execute(_EXPIRE, {"now": now, "most": most})).all())
