"""Send what has fallen due. Rung by beat, and by every handler that wrote something to be sent at once."""

from __future__ import annotations

from datetime import timedelta

from vet_core.kernel.settings import load
from vet_services.notifications import delivery
from vet_services.notifications.adapters.smtp import SmtpMailer
from vet_services.settings import MailSettings

from vet_clinic_jobs.app import app
from vet_clinic_jobs.runtime import here, run
from vet_clinic_jobs.settings import JobsSettings

BATCH_SIZE = 50


@app.task(name="notifications.send_due", time_limit=120)
def send_due() -> None:
    """Send due mail. Two may run at once: rows are claimed, not listed."""
    runtime = here()
    mailer = SmtpMailer(load(MailSettings))
    lease = timedelta(seconds=load(JobsSettings).mail_lease_seconds)
    run(delivery.send_due(runtime.database, mailer, runtime.clock, batch_size=BATCH_SIZE, lease=lease))
