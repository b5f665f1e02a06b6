import base64
import contextlib
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, tuple_

from vet_core.db import Page, Session, decode_cursor, encode_cursor
from vet_core.db.pages import InvalidCursor
from vet_core.identity.models import Person
from vet_core.kernel.ids import new_id
from vet_core.testing.factories import make_person


def cursor_of(json: str) -> str:
    return base64.urlsafe_b64encode(json.encode()).rstrip(b"=").decode()


def test_a_cursor_brings_its_values_back() -> None:
    id, instant, day = new_id(), datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC), date(2026, 3, 2)
    cursor = encode_cursor(instant, id, "Müller", 7, day, None)
    assert decode_cursor(cursor, datetime, UUID, str, int, date, str | None) == (instant, id, "Müller", 7, day, None)
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("", (UUID,)),
        ("!!!", (UUID,)),
        ("é", (UUID,)),
        ("AA", (UUID,)),
        (cursor_of("{}"), (UUID,)),
        (cursor_of("[]"), (UUID,)),
        (cursor_of('["x"]'), (UUID,)),
        (cursor_of('["a", "b"]'), (str,)),
        (cursor_of('["a\\u0000b"]'), (str,)),
        (cursor_of("[99999999999999999999]"), (int,)),
        (cursor_of('["2026-03-02T09:00:00"]'), (datetime,)),
        (cursor_of('["9999-12-31T23:59:59-12:00"]'), (datetime,)),
        (cursor_of("[1e400]"), (datetime,)),
        (cursor_of("[" * 200), (str,)),
        ("A" * 2000, (str,)),
    ],
)
def test_a_cursor_nobody_made_is_refused(text: str, types: tuple[type, ...]) -> None:
    with pytest.raises(InvalidCursor) as refusal:
        decode_cursor(text, *types)
    assert refusal.value.code == "page.invalid_cursor"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(InvalidCursor):
        decode_cursor(text, datetime, UUID)


def test_a_page_says_whether_there_is_more() -> None:
    assert Page[int](items=[1, 2], next="abc").model_dump() == {"items": [1, 2], "next": "abc"}
    assert Page[int](items=[]).next is None


async def page(session: Session, limit: int, after: str | None) -> Page[UUID]:
    query = select(Person.family_name, Person.id).order_by(Person.family_name, Person.id).limit(limit + 1)
    if after is not None:
        query = query.where(tuple_(Person.family_name, Person.id) > decode_cursor(after, str, UUID))
    rows = (await session.execute(query)).all()
    more = len(rows) > limit
    return Page(items=[row.id for row in rows[:limit]], next=encode_cursor(*rows[limit - 1]) if more else None)


async def test_pages_neither_repeat_nor_skip_while_rows_are_added(session: Session) -> None:
    people = [await make_person(session, family_name=name) for name in ("Berg", "Abel", "Berg", "Conrad", "Dorn")]
    expected = [person.id for person in sorted(people, key=lambda person: (person.family_name, person.id))]
    first = await page(session, 2, None)
    await make_person(session, family_name="Aaron")  # before the page: must not shift it
    second = await page(session, 2, first.next)
    third = await page(session, 2, second.next)
    assert first.items + second.items + third.items == expected
    assert third.next is None
