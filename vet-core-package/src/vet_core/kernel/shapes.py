"""Base classes of wire shapes: what comes in refuses unknown keys, what goes out is immutable."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


class Input(BaseModel):
    """What a client sends. A misspelt key is refused rather than silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """What a client receives."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Patch(Input):
    """A partial change: keys that are absent stay as they are, and only `nullable` keys may be set to null."""

    nullable: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _null_only_where_allowed(self) -> Self:
        for name in sorted(self.model_fields_set - self.nullable):
            if getattr(self, name) is None:
                raise PydanticCustomError("not_nullable", "{field} cannot be null; leave it out.", {"field": name})
        return self

    def changes(self) -> dict[str, Any]:
        """Exactly what the client sent, cleaned, as values ready for the row."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}
