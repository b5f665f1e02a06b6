"""The table that remembers which key each key id stands for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vet_core.db.base import Base


class EncryptionCanary(Base):
    """A known text under one key. A ring that cannot read it has other bytes under the same key id."""

    __tablename__ = "encryption_canaries"

    key_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
