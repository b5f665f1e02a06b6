"""How a policy answers: allowed, outsider, or refused with a reason. Policies are pure; `enforce` raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from vet_core.kernel.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer. An outsider must not learn that the thing exists; an insider is told why not."""

    is_allowed: bool
    code: str | None = None
    detail: str | None = None

    def __bool__(self) -> bool:
        return self.is_allowed

    @property
    def is_outsider(self) -> bool:
        return not self.is_allowed and self.code is None


ALLOWED = Verdict(is_allowed=True)
OUTSIDER = Verdict(is_allowed=False)


def refused(code: str, detail: str) -> Verdict:
    """An insider lacks the right; `detail` says who has it."""
    return Verdict(is_allowed=False, code=code, detail=detail)


class Refused(Forbidden):
    """An insider asked for more than their role allows. The policy's own code replaces this one."""

    code = "policy.refused"

    def __init__(self, code: str, detail: str | None = None) -> None:
        super().__init__(detail)
        # The code belongs to the verdict, not to the class: shadow the class attribute on this instance.
        self.__dict__["code"] = code


def enforce(verdict: Verdict, *, hidden: NotFound) -> None:
    """Return when allowed; raise `hidden` to outsiders and Refused to insiders."""
    if not verdict.is_allowed:
        _refuse(verdict, hidden)


def _refuse(verdict: Verdict, hidden: NotFound) -> NoReturn:
    if verdict.code is None:
        raise hidden
    raise Refused(verdict.code, verdict.detail)
