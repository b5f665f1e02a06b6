"""What a kind of visit asks, needs and costs, and who performs it in which time."""

import pytest
from sqlalchemy import update
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.money import Money
from vet_core.scheduling.models import AppointmentTypeRequirement, AppointmentTypeVeterinarian
from vet_core.scheduling.schemas import AppointmentTypeIn, AppointmentTypePatch

from tests.world import World, build
from vet_services.scheduling import catalogue
from vet_services.scheduling.setup_errors import FeeCurrency

WHOLE = {
    "name": "Puppy class",
    "description": "Learn to sit.",
    "translations": {"de": {"name": "Welpenkurs"}, "pt-BR": {"description": "Sentar."}},
    "duration_minutes": 1,
    "buffer_before_minutes": 5,
    "buffer_after_minutes": 10,
    "slot_interval_minutes": 1,
    "grid_offset_minutes": 7,
    "minimum_notice_minutes": 60,
    "horizon_days": 30,
    "species": ["dog"],
    "clients": "existing",
    "place": "home_visit",
    "capacity": 8,
    "daily_cap": 3,
    "same_day_percent": 25,
    "price": {"amount_minor": 3500, "currency": "EUR"},
    "deposit": {"amount_minor": 500, "currency": "EUR"},
    "cancellation_notice_minutes": 1440,
    "late_fee": {"amount_minor": 1500, "currency": "EUR"},
    "is_confirmation_needed": True,
    "questions": [
        {"id": "age", "text": "How old?", "kind": "choice", "choices": ["young", "old"], "is_required": True},
        {"id": "shy", "text": "Is it shy?", "kind": "yes_no", "translations": {"de": "Ist es scheu?"}},
    ],
    "requirements": [{"kind": "room", "category": "hall"}, {"kind": "equipment", "category": "mat"}],
    "is_owner_bookable": False,
    "is_active": False,
}


@pytest.fixture
async def world(database, clock) -> World:
    return await build(database, clock, veterinarians=3)


async def create(world: World, **over):
    async with world.database.transaction() as session:
        sent = AppointmentTypeIn.model_validate(WHOLE | {"clinic_id": world.clinic.id} | over)
        return await catalogue.create_type(session, sent, by=world.as_(Role.CLINIC_ADMINISTRATOR), now=world.now)


async def update_type(world: World, type_id, **sent):
    async with world.database.transaction() as session:
        patch = AppointmentTypePatch.model_validate(sent)
        by = world.as_(Role.CLINIC_ADMINISTRATOR)
        return await catalogue.update_type(session, type_id, patch, by=by, now=world.now)


async def read(world: World, type_id):
    async with world.database.reading() as session:
        listed = await catalogue.list_types(session, world.clinic.id, by=world.as_(Role.TECHNICIAN))
    return next(each for each in listed.items if each.id == type_id)


async def test_everything_that_was_sent_is_kept_and_shown(world: World):
    made = await create(world)
    assert made == await read(world, made.id)
    shown = made.model_dump(mode="json")
    for name, value in WHOLE.items():
        if name not in ("requirements", "questions", "translations"):
            assert shown[name] == value, name
    assert shown["requirements"] == [{"kind": "equipment", "category": "mat"}, {"kind": "room", "category": "hall"}]
    assert [each["id"] for each in shown["questions"]] == ["age", "shy"]
    assert shown["questions"][1]["translations"] == {"de": "Ist es scheu?"}
    assert shown["translations"]["de"]["name"] == "Welpenkurs"
    assert shown["translations"]["pt-BR"] == {"name": None, "description": "Sentar."}


async def test_a_patch_changes_each_of_them_and_saying_it_again_nothing(world: World):
    made = await create(world, performers=[{"veterinarian_id": world.veterinarian.id}])
    changed = await update_type(world, made.id, **{name: WHOLE[name] for name in WHOLE if name != "name"})
    assert changed == made, "the same again is no change"
    changed = await update_type(
        world,
        made.id,
        daily_cap=None,
        deposit=None,
        late_fee={"amount_minor": 0, "currency": "EUR"},
        capacity=1,
        clients="everyone",
        questions=[],
        translations={},
        requirements=[{"kind": "room", "category": "hall"}],
    )
    assert (changed.daily_cap, changed.deposit, changed.late_fee, changed.capacity) == (None, None, None, 1)
    assert (changed.questions, changed.translations, changed.version) == ([], {}, 2)
    assert await world.count(AppointmentTypeRequirement) == 1
    [entry] = await world.all(AuditEntry, AuditEntry.action == "changed")
    assert sorted(entry.fields) == [
        "capacity", "clients", "daily_cap", "deposit_minor", "late_fee_minor", "questions", "requirements",
        "translations",
    ]  # fmt: skip
    assert (await update_type(world, made.id, requirements=[{"kind": "room", "category": "hall"}])).version == 2


async def test_fees_are_in_the_currency_of_the_price(world: World):
    with pytest.raises(FeeCurrency) as refusal:
        await create(world, deposit={"amount_minor": 1, "currency": "USD"})
    assert refusal.value.pointer == "/deposit/currency"
    made = await create(world)
    with pytest.raises(FeeCurrency):
        await update_type(world, made.id, late_fee={"amount_minor": 1, "currency": "USD"})
    in_dollars = {name: {"amount_minor": 100, "currency": "USD"} for name in ("price", "deposit", "late_fee")}
    assert (await update_type(world, made.id, **in_dollars)).deposit == Money(100, "USD")


async def test_performers_have_times_of_their_own_and_keep_them_when_named_by_id(world: World):
    first, second, third = sorted(vet.id for vet in world.veterinarians)
    made = await create(
        world, performers=[{"veterinarian_id": second, "duration_minutes": 45}, {"veterinarian_id": first}]
    )
    assert [(each.veterinarian_id, each.duration_minutes) for each in made.performers] == [(first, None), (second, 45)]
    assert made.veterinarian_ids == [first, second]
    changed = await update_type(world, made.id, veterinarian_ids=[second, third])
    assert [(each.veterinarian_id, each.duration_minutes) for each in changed.performers] == [
        (second, 45),
        (third, None),
    ]
    changed = await update_type(world, made.id, performers=[{"veterinarian_id": second, "duration_minutes": 20}])
    assert [(each.veterinarian_id, each.duration_minutes) for each in changed.performers] == [(second, 20)]
    assert changed.version == 3


async def test_who_comes_begins_at_the_least_count_and_who_stays_keeps_theirs(world: World):
    first, second, third = (vet.id for vet in world.veterinarians)
    made = await create(world, veterinarian_ids=[first, second])
    async with world.database.transaction() as session:
        for veterinarian_id, count in ((first, 7), (second, 4)):
            await session.execute(
                update(AppointmentTypeVeterinarian)
                .where(
                    AppointmentTypeVeterinarian.appointment_type_id == made.id,
                    AppointmentTypeVeterinarian.veterinarian_id == veterinarian_id,
                )
                .values(assigned_count=count)
            )
    await update_type(world, made.id, veterinarian_ids=[first, second, third])
    rows = await world.all(AppointmentTypeVeterinarian, AppointmentTypeVeterinarian.appointment_type_id == made.id)
    assert {row.veterinarian_id: row.assigned_count for row in rows} == {first: 7, second: 4, third: 4}


async def test_under_row_security_an_administrator_writes_all_parts(scoped_database, database, clock):
    world = await build(database, clock, scoped=scoped_database)
    by = world.as_(Role.CLINIC_ADMINISTRATOR)
    sent = AppointmentTypeIn.model_validate(
        WHOLE | {"clinic_id": world.clinic.id, "performers": [{"veterinarian_id": world.veterinarian.id}]}
    )
    async with world.acting(by) as session:
        made = await catalogue.create_type(session, sent, by=by, now=world.now)
    async with world.acting(by) as session:
        patch = AppointmentTypePatch.model_validate({"requirements": [], "performers": []})
        changed = await catalogue.update_type(session, made.id, patch, by=by, now=world.now)
    assert (changed.requirements, changed.performers, changed.version) == ([], [], 2)
