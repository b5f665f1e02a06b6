"""The table that lets a job run once per period, however many schedulers ring."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base
from vet_core.kernel.clock import utc_now


class JobRun(Base):
    """Whoever inserts the row runs the job for the period that begins then."""

    __tablename__ = "job_runs"
    __table_args__ = (Index("ix_job_runs_started_at", "started_at"),)

    job: Mapped[str] = mapped_column(String(120), primary_key=True)
    period_starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None]
