"""Send what has fallen due. Rung by beat, and by every handler that wrote something to be sent at once."""

from __future__ import annotations

from vet_core.kernel.settings import load
from vet_services.notifications import delivery
from vet_services.notifications.adapters.smtp import SmtpMailer
from vet_services.settings import MailSettings

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run

BATCH_SIZE = 50


@app.task(name="notifications.send_due", time_limit=120)
def send_due() -> None:
    """Send due mail. Two may run at once: rows are claimed, not listed."""
    runtime = here()
    run(delivery.send_due(runtime.database, SmtpMailer(load(MailSettings)), runtime.clock, batch_size=BATCH_SIZE))
