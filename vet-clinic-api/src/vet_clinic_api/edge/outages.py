"""Recognise failures that will pass: a database, a cache or a vendor out of reach. They are answered 503, never 500."""

import structlog
from vet_core.db import translate_outage
from vet_core.kernel.errors import VetError

_log = structlog.get_logger("vet_clinic_api.outages")


def as_refusal(error: BaseException) -> VetError | None:
    """The refusal to answer with, or None when the error is no outage."""
    if isinstance(error, VetError):
        return error
    outage = translate_outage(error)
    if outage is not None:
        _log.warning("outage", reason=type(error).__name__, code=outage.code)
    return outage
