"""The two parameters of every list that comes in pages."""

from typing import Annotated

from fastapi import Query
from vet_core.db.pages import DEFAULT_LIMIT, MAX_CURSOR_LENGTH, MAX_LIMIT

PageLimit = Annotated[
    int, Query(ge=1, le=MAX_LIMIT, description="How many items a page holds at most.", examples=[DEFAULT_LIMIT])
]
After = Annotated[
    str | None,
    Query(min_length=1, max_length=MAX_CURSOR_LENGTH, description="`next` of the page before; absent for the first."),
]
