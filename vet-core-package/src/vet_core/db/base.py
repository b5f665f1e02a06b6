"""The declarative base, how constraints are named, and the columns most tables share."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Integer, MetaData, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.sql import func

from vet_core.db.types import UtcInstant
from vet_core.kernel.clock import utc_now
from vet_core.kernel.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table. Names of constraints follow NAMING, so migrations can find them again."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(),
        datetime: UtcInstant(),
        dict[str, Any]: JSONB(),
        list[str]: JSONB(),
    }


class Identified:
    """A UUIDv7 primary key made in the process, known before the row is written."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-100)


class Timestamped:
    """When the row was first and last written; bookkeeping only, rules never depend on it."""

    created_at: Mapped[datetime] = mapped_column(default=utc_now, server_default=func.now(), sort_order=101)
    updated_at: Mapped[datetime] = mapped_column(
        default=utc_now, onupdate=utc_now, server_default=func.now(), sort_order=102
    )


class Versioned:
    """Counts changes from 1. An update that lost a race raises StaleDataError instead of overwriting."""

    version: Mapped[int] = mapped_column(Integer, nullable=False, server_default="1", sort_order=100)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (SQLAlchemy passes the class)
        return {"version_id_col": cls.version}
