"""Let go of what nobody needs any more, by the rules every domain declares. Safe to repeat, and to run twice."""

from collections import Counter
from datetime import datetime

import structlog
from vet_core.db import Database
from vet_core.kernel.clock import Clock
from vet_core.kernel.errors import Unavailable

from vet_services.flows.domains import RETENTIONS
from vet_services.identity.personal_data import Retention, carry_out

log = structlog.get_logger(__name__)

BATCH = 1000
_MOST_BATCHES = 200


async def apply_retention(database: Database, clock: Clock, *, batch: int = BATCH) -> Counter[str]:
    """Remove what is over its time, batch by batch, each in its own transaction; says how many rows of which table.

    A rule that fails is logged and holds up no other. Raises DatabaseUnavailable and its kind in an outage.
    """
    removed: Counter[str] = Counter()
    for rule in RETENTIONS:
        if rule.statement is None:
            continue
        try:
            rows = await _follow(database, rule, clock.now(), batch)
        except Unavailable:
            raise  # an outage concerns every rule
        except Exception:
            # One rule's fault must not let the rows of the others outlive their time; it is followed again next night.
            log.exception("retention_failed", table=rule.table, what=rule.what)
            continue
        if rows:
            log.info("retention_applied", table=rule.table, what=rule.what, rows=rows)
            removed[rule.table] += rows
    return removed


async def _follow(database: Database, rule: Retention, now: datetime, batch: int) -> int:
    assert rule.statement is not None
    assert rule.period is not None
    values = {"now": now, "before": now - rule.period, "limit": batch}
    rows = 0
    for _ in range(_MOST_BATCHES):
        async with database.system_transaction() as session:
            gone = await carry_out(session, rule.statement, values)
        rows += gone
        if gone < batch:
            break
    return rows
