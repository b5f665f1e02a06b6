"""May this process serve at all? Asked once, when it starts: are these the right keys, and does the login bind us?

An outage at that moment says nothing about either and is never taken for a fault: the process starts, and asks again.
"""

from __future__ import annotations

import structlog

from vet_core.db.canaries import keys_fit
from vet_core.db.engine import Database
from vet_core.db.roles import role_faults
from vet_core.kernel.errors import Unavailable
from vet_core.kernel.settings import DatabaseSettings, RuntimeSettings, SettingsError

log = structlog.get_logger(__name__)


class RoleTooPowerful(SettingsError):
    """The login in DATABASE_URL is not bound by row-level security or could change the audit trail."""


async def fit_to_serve(database: Database, runtime: RuntimeSettings) -> bool:
    """True when keys and login are as they should be; False when the database is behind and cannot tell.

    Raises WrongKey, in production also RoleTooPowerful (elsewhere a warning), and Unavailable in an outage.
    """
    fits = await keys_fit(database)
    async with database.reading() as session:
        faults = await role_faults(session)
    if faults and runtime.is_production:
        raise RoleTooPowerful(
            "DATABASE_URL: " + " ".join(faults) + " Give it a login that is a member of DATABASE_APPLICATION_ROLE and "
            "owns nothing; `vet-core check-role` tells the same."
        )
    if faults:
        log.warning("database_role_too_powerful", faults=faults)
    return fits


async def refuse_unfit(settings: DatabaseSettings, runtime: RuntimeSettings, *, application_name: str) -> None:
    """`fit_to_serve` on a connection of its own, for before anything else is made. Lets an outage pass."""
    alone = settings.model_copy(update={"pool_size": 1, "max_overflow": 0, "read_url": None})
    database = Database(alone, application_name=application_name)
    try:
        await fit_to_serve(database, runtime)
    except Unavailable as outage:
        log.warning("start_not_checked", reason=f"{type(outage).__name__}: {outage}")
    finally:
        await database.close()
