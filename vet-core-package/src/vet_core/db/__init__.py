"""The way to PostgreSQL: engine and transactions, column types, keys, pages."""

from vet_core.db.base import Base, Identified, Timestamped, Versioned
from vet_core.db.engine import ChangedMeanwhile, Database, Session
from vet_core.db.outages import DatabaseBusy, DatabaseTimeout, DatabaseUnavailable, translate_outage
from vet_core.db.pages import Page, decode_cursor, encode_cursor
from vet_core.db.types import EncryptedBytes, EncryptedDate, EncryptedText, InstantRange, Interval, UtcInstant

__all__ = [
    "Base",
    "ChangedMeanwhile",
    "Database",
    "DatabaseBusy",
    "DatabaseTimeout",
    "DatabaseUnavailable",
    "EncryptedBytes",
    "EncryptedDate",
    "EncryptedText",
    "Identified",
    "InstantRange",
    "Interval",
    "Page",
    "Session",
    "Timestamped",
    "UtcInstant",
    "Versioned",
    "decode_cursor",
    "encode_cursor",
    "translate_outage",
]
