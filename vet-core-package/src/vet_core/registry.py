"""Import every table and every event, so that foreign keys resolve and stored events can be read.

Each process imports this module before its first query.
"""

from vet_core.audit import models as audit_models
from vet_core.clinics import events as clinics_events
from vet_core.clinics import models as clinics_models
from vet_core.db import models as db_models
from vet_core.db.base import Base
from vet_core.idempotency import models as idempotency_models
from vet_core.identity import events as identity_events
from vet_core.identity import models as identity_models
from vet_core.jobs import models as jobs_models
from vet_core.notifications import models as notifications_models
from vet_core.outbox import models as outbox_models
from vet_core.pets import events as pets_events
from vet_core.pets import models as pets_models
from vet_core.scheduling import events as scheduling_events
from vet_core.scheduling import models as scheduling_models

MODELS = (
    outbox_models,
    audit_models,
    db_models,
    idempotency_models,
    jobs_models,
    identity_models,
    clinics_models,
    pets_models,
    scheduling_models,
    notifications_models,
)
EVENTS = (identity_events, clinics_events, pets_events, scheduling_events)

metadata = Base.metadata
