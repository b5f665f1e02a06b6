"""The day on paper: what stands on it, for whom, and in which script."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from sqlalchemy import update
from vet_core.kernel.actor import Role
from vet_core.scheduling.enums import AppointmentStatus, ResourceKind
from vet_core.scheduling.models import Appointment
from vet_core.testing import factories

from tests.world import World, build, change, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import booking, day_sheet
from vet_services.scheduling.sheet_print import Line, Section, Sheet, pdf

TUESDAY = date(2026, 3, 3)
BERLIN = ZoneInfo("Europe/Berlin")


def text_of(printed: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(printed)).pages]


async def printed(world: World, on: date = TUESDAY, *, by=None, veterinarian_id: UUID | None = None) -> list[str]:
    async with world.acting(by or world.as_(Role.TECHNICIAN)) as session:
        sheet = await day_sheet.get_day_sheet(
            session,
            world.clinic.id,
            on,
            veterinarian_id=veterinarian_id,
            by=by or world.as_(Role.TECHNICIAN),
            now=world.now,
        )
    return text_of(sheet)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 3, hour, minute, tzinfo=BERLIN)


def sheet(*lines: Line, locale: str = "en") -> Sheet:
    return Sheet(
        "Linden",
        TUESDAY,
        "Europe/Berlin",
        locale,
        at(7),
        (Section("Dr. Amara Lindqvist", tuple(lines)),) if lines else (),
    )


def visit(starts_at: datetime | None = None, **over) -> Line:
    starts_at = starts_at or at(9)
    return Line("visit", starts_at, starts_at + timedelta(minutes=30), **over)


async def test_a_visit_stands_on_it_with_everything_the_room_needs(world: World):
    await change(world.database, world.pet, name="Pretzel")
    await change(world.database, world.owner, given_name="Łucja", family_name="Żuk", phone="+48221234567")
    booked = await world.book(tuesday(10), note="Limps\nsince Sunday")
    async with world.database.transaction() as session:
        room = await factories.make_clinic_resource(session, world.clinic, name="Room Blue")
        await session.execute(
            update(Appointment)
            .where(Appointment.id == booked.id)
            .values(room_id=room.id, is_walk_in=True, answers=[{"question_id": "x", "text": "Eats well"}])
        )
    [page] = await printed(world)
    for told in (
        world.clinic.name,
        "Dienstag 2026-03-03",
        "Dr. Amara Lindqvist",
        "10:00",
        "10:30",
        "Pretzel",
        "Hund",
        "Łucja Żuk",
        "+48221234567",
        world.kind.name,
        "ohne Termin",
        "Room Blue",
        "Limps\nsince Sunday\nEats well",
        "Gedruckt 2026-03-02 10:00 (Europe/Berlin)",
        "1 / 1",
    ):
        assert told in page, told


async def test_each_veterinarian_has_a_page_and_can_be_printed_alone(world_of_two: World):
    world = world_of_two
    first, second = world.veterinarians
    await change(world.database, first, display_name="Dr. A")
    await change(world.database, second, display_name="Dr. B")
    await world.book(tuesday(14), veterinarian_id=first.id)
    await world.book(tuesday(15), veterinarian_id=second.id)
    one, two = await printed(world)
    assert ("Dr. A" in one, "14:00" in one, "15:00" in one) == (True, True, False)
    assert ("Dr. B" in two, "15:00" in two, "14:00" in two) == (True, True, False)
    [alone] = await printed(world, veterinarian_id=second.id)
    assert ("Dr. B" in alone, "15:00" in alone) == (True, True)
    [empty] = await printed(world, date(2026, 3, 4), veterinarian_id=second.id)
    assert ("Dr. B" in empty, "Nichts gebucht." in empty) == (True, True)


async def test_only_what_is_of_that_local_day_and_was_not_called_off(world: World):
    off = await world.book(tuesday(10))
    async with world.database.transaction() as session:
        await booking.cancel(session, off.id, by=world.as_owner, now=world.now)
        night = datetime(2026, 3, 2, 22, 45, tzinfo=UTC)
        for start, status in (
            (night, AppointmentStatus.CONFIRMED),
            (night + timedelta(minutes=35), AppointmentStatus.MISSED),
            (night - timedelta(minutes=45), AppointmentStatus.CONFIRMED),
            (tuesday(12), AppointmentStatus.REQUESTED),
        ):
            pet = await factories.make_pet(session, world.owner)
            await factories.make_appointment(
                session,
                world.kind,
                world.veterinarian,
                pet,
                world.owner,
                starts_at=start,
                ends_at=start + timedelta(minutes=30),
                status=status,
            )
    [page] = await printed(world)
    assert "10:00\n" not in page
    assert [time in page for time in ("23:45 -1", "00:20", "23:00", "12:00")] == [True, True, False, True]
    assert ("nicht bestätigt" in page, "nicht gekommen" in page) == (True, True)


async def test_time_kept_free_stands_among_the_visits_with_its_reason(world: World):
    async with world.database.transaction() as session:
        await factories.make_resource(session, world.veterinarian.id, ResourceKind.VETERINARIAN)
        await factories.make_block(
            session,
            world.clinic,
            world.veterinarian.id,
            world.owner,
            starts_at=tuesday(12),
            ends_at=tuesday(13),
            reason="Team lunch",
        )
    [page] = await printed(world)
    assert all(told in page for told in ("12:00", "13:00", "Freigehalten", "Team lunch"))


async def test_it_is_the_staffs_alone(world: World):
    elsewhere = await build(world.database, world.clock)
    await world.book(tuesday(10))
    for actor in (world.as_owner, world.as_stranger, elsewhere.as_(Role.CLINIC_ADMINISTRATOR)):
        with pytest.raises(ClinicNotFound):
            await printed(world, by=actor)


NAMES = (
    "Zoë Łukasz Žižek Ășțñő",
    "Шарик Ґедзь Ђорђевић",
    "Ἄργος Παπαδοπούλου",
    "Nguyễn Thị Ánh",
    "小雪 山田太郎",
    "뽀삐 김민준",
    "แมว",
    "ჭიტა ნინო",
    "#strong[x] *b* $x$ \\ @a <b> // `c` _d_",
)


def test_names_of_many_scripts_print_as_they_are_written_and_are_never_markup():
    [page] = text_of(pdf(sheet(*(visit(pet=name) for name in NAMES))))
    for name in NAMES:
        assert "".join(name.split()) in "".join(page.split()), name


def glyphs_missing(printed: bytes) -> set[str]:
    """Text that was set with no character behind its glyphs, page by page."""
    return {mark for page in text_of(printed) for mark in page if mark in "\ufffd\x00"}


def test_scripts_that_join_their_letters_have_their_fonts_too():
    printed = pdf(sheet(*(visit(pet=name) for name in ("كلب محمد", "כלב דוד", "हाथी प्रिया", "🐕", "小雪"))))
    assert glyphs_missing(printed) == set()
    fonts = {
        str(font["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H")
        for page in PdfReader(BytesIO(printed)).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())  # type: ignore[index]
    }
    assert {"FiraGO-Regular", "NotoSansSymbols2-Regular", "NotoSansCJKsc-Regular"} <= fonts


def test_a_long_day_breaks_into_pages_and_each_begins_with_the_heads():
    lines = [
        visit(at(0) + timedelta(minutes=10 * number), pet=f"Pet {number}", note="word " * 30) for number in range(90)
    ]
    pages = text_of(pdf(sheet(*lines)))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert all(head in page for head in ("Dr. Amara Lindqvist", "Time", "Owner", f"{number} / {len(pages)}"))
    assert sum(len(re.findall(r"Pet \d+", page)) for page in pages) == 90


def test_a_word_without_a_break_stays_on_the_page():
    long = "x" * 300
    [page] = text_of(pdf(sheet(visit(pet=long, note=long))))
    assert page.replace("\n", "").count("x") >= 500


def test_the_same_day_is_the_same_file_and_an_empty_one_says_so():
    assert pdf(sheet(visit(pet="Pretzel"))) == pdf(sheet(visit(pet="Pretzel")))
    [page] = text_of(pdf(sheet()))
    assert "Nothing is booked." in page
    assert "Nothing is booked." in text_of(pdf(sheet(locale="pt-BR")))[0]
    first = PdfReader(BytesIO(pdf(sheet()))).pages[0]
    assert (round(float(first.mediabox.width)), round(float(first.mediabox.height))) == (595, 842)
