"""The pure part: the same row always hashes to the same bytes, and every fault of a chain is named for what it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from vet_core.audit.canonical import canonical, digest_of
from vet_core.audit.chain import BEGINNING, Checkpoint, seal_digest
from vet_core.audit.models import AuditEntry
from vet_core.audit.reading import ENTRY_COLUMNS
from vet_core.audit.signing import AuditSettings, PublicKeys, Signer, written
from vet_core.audit.verification import Diagnosis, Finding, Kind, Link, Seal, Walk
from vet_core.kernel.settings import Environment, RuntimeSettings, SettingsError

CHAIN = UUID(int=7)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIGNER = Signer(b"s" * 32)
KEYS = PublicKeys([SIGNER.public_key])


def test_an_entry_is_canonical_json_without_nulls() -> None:
    row = {
        "subject_id": UUID(int=1),
        "at": datetime(2026, 3, 2, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1))),
        "position": 9_007_199_254_740_993,
        "fields": ["b", "ä\n"],
        "reason": None,
        "digest": b"\x01\xff",
    }
    assert canonical(row).decode() == (
        '{"at":"2026-03-02T09:00:00.000005+00:00","digest":"01ff","fields":["b","ä\\n"],'
        '"position":"9007199254740993","subject_id":"00000000-0000-0000-0000-000000000001"}'
    )
    assert digest_of(row) == digest_of(row | {"added_later": None})
    assert digest_of(row) != digest_of(row | {"added_later": ""})


def test_every_column_of_an_entry_is_hashed() -> None:
    assert set(ENTRY_COLUMNS) == {column.name for column in AuditEntry.__table__.columns}


def chain(length: int, signer: Signer | None = SIGNER, every: int = 1) -> list[Any]:
    """Whole links: nothing of them is missing, which their type cannot say."""
    links: list[Any] = []
    before: Any = None
    digest = BEGINNING
    for number in range(1, length + 1):
        entry: dict[str, Any] = {"id": UUID(int=100 + number), "action": f"act {number}"}
        digest = seal_digest(CHAIN, number, digest, digest_of(entry))
        checkpoint = None
        if number % every == 0 or number == length:
            plain = Checkpoint(
                CHAIN,
                number,
                digest,
                AT,
                signer.key_id if signer else None,
                None if before is None else before.own_digest,
            )
            checkpoint = before = replace(plain, signature=signer.sign(plain.statement) if signer else None)
        links.append(Link(number, Seal(number, entry["id"], digest_of(entry), digest), entry, checkpoint))
    return links


def walk(links: list[Any], keys: PublicKeys | None = KEYS) -> Finding | None:
    walk = Walk(CHAIN, keys)
    for link in links:
        finding = walk.step(link)
        if finding is not None:
            return finding
    return walk.end()


def diagnose(links: list[Any], finding: Finding) -> Finding:
    at = next(index for index, link in enumerate(links) if link.number == finding.number)
    previous = BEGINNING if at == 0 else links[at - 1].seal.digest
    diagnosis = Diagnosis(CHAIN, links[at].seal, previous)
    for link in links:
        diagnosis.consider(link.seal)
    return diagnosis.finding()


@pytest.mark.parametrize("every", [1, 4])
def test_a_chain_that_nobody_touched_is_sound(every: int) -> None:
    assert walk(chain(9, every=every)) is None
    assert walk(chain(9, signer=None, every=every), keys=None) is None
    assert walk([]) is None


def numbered(links: list[Any]) -> list[Any]:
    """With the numbers closed up and no checkpoints: what somebody does who wants it to look whole."""
    return [
        Link(number, replace(link.seal, number=number), link.entry, None) for number, link in enumerate(links, start=1)
    ]


def edited(links: list[Any]) -> list[Any]:
    links[4] = replace(links[4], entry=links[4].entry | {"action": "act 6"})
    return links


def edited_with_its_digest(links: list[Any]) -> list[Any]:
    links = edited(links)
    links[4] = replace(links[4], seal=replace(links[4].seal, entry_digest=digest_of(links[4].entry)))
    return links


def without_entry(links: list[Any]) -> list[Any]:
    links[4] = replace(links[4], entry=None)
    return links


def without_seals(links: list[Any]) -> list[Any]:
    return links[:4] + links[6:]


def without_tail(links: list[Any]) -> list[Any]:
    return [*links[:7], Link(9, None, None, links[8].checkpoint)]


def signature_changed(links: list[Any]) -> list[Any]:
    checkpoint = links[4].checkpoint
    links[4] = replace(links[4], checkpoint=replace(checkpoint, signature=bytes(64)))
    return links


def instant_changed(links: list[Any]) -> list[Any]:
    links[4] = replace(links[4], checkpoint=replace(links[4].checkpoint, sealed_at=AT + timedelta(microseconds=1)))
    return links


def signed_by_somebody_else(links: list[Any]) -> list[Any]:
    return chain(9, Signer(b"x" * 32))


def signature_left_out(links: list[Any]) -> list[Any]:
    links[8] = replace(links[8], checkpoint=replace(links[8].checkpoint, signature=None, key_id=None))
    return links


def never_signed(links: list[Any]) -> list[Any]:
    return chain(9, signer=None)


def without_a_checkpoint(links: list[Any]) -> list[Any]:
    links[4] = replace(links[4], checkpoint=None)
    return links


def without_the_last_checkpoint(links: list[Any]) -> list[Any]:
    links[8] = replace(links[8], checkpoint=None)
    return links


def rewritten_from_the_fifth(links: list[Any]) -> list[Any]:
    digest = links[3].seal.digest
    for at, link in enumerate(edited(links)[4:], start=4):
        digest = seal_digest(CHAIN, link.number, digest, digest_of(link.entry))
        links[at] = replace(link, seal=Seal(link.number, link.seal.entry_id, digest_of(link.entry), digest))
    return links


@pytest.mark.parametrize(
    ("tamper", "kind", "number", "words"),
    [
        (edited, Kind.EDITED, 5, "was edited"),
        (edited_with_its_digest, Kind.EDITED, 5, "does not continue"),
        (without_entry, Kind.REMOVED, 5, "was removed"),
        (without_seals, Kind.REMOVED, 5, "numbers 5 to 6 were removed"),
        (without_tail, Kind.CUT, 8, "the chain ends at number 7, but there is a checkpoint at number 9"),
        (signature_changed, Kind.CHECKPOINT, 5, "its signature is not one of the key"),
        (instant_changed, Kind.CHECKPOINT, 5, "its signature is not one of the key"),
        (signed_by_somebody_else, Kind.CHECKPOINT, 1, "which is not among the public keys"),
        (signature_left_out, Kind.CHECKPOINT, 9, "it is not signed"),
        (never_signed, Kind.CHECKPOINT, 9, "no checkpoint of the chain is signed"),
        (without_a_checkpoint, Kind.CHECKPOINT, 6, "does not continue the checkpoint before"),
        (without_the_last_checkpoint, Kind.CHECKPOINT, None, "the last one is at number 8"),
        (rewritten_from_the_fifth, Kind.CHECKPOINT, 5, "the chain up to here was rewritten"),
    ],
)
def test_the_first_fault_is_named(
    tamper: Callable[[list[Any]], list[Any]], kind: Kind, number: int | None, words: str
) -> None:
    finding = walk(tamper(chain(9)))
    assert finding is not None
    assert (finding.kind, finding.number) == (kind, number)
    assert words in finding.sentence


def exchanged(links: list[Any], first: int = 4, second: int = 6) -> list[Any]:
    links[first], links[second] = links[second], links[first]
    return numbered(links)


def exchanged_neighbours(links: list[Any]) -> list[Any]:
    return exchanged(links, 4, 5)


def inserted(links: list[Any]) -> list[Any]:
    entry: dict[str, Any] = {"id": UUID(int=999), "action": "never happened"}
    seal = Seal(5, entry["id"], digest_of(entry), seal_digest(CHAIN, 5, links[2].seal.digest, digest_of(entry)))
    return numbered([*links[:4], Link(5, seal, entry, None), *links[4:]])


def removed_and_closed_up(links: list[Any]) -> list[Any]:
    return numbered(links[:4] + links[5:])


def seal_edited(links: list[Any]) -> list[Any]:
    links = numbered(links)
    links[4] = replace(links[4], seal=replace(links[4].seal, digest=bytes(32)))
    return links


@pytest.mark.parametrize(
    ("tamper", "kind", "words"),
    [
        (exchanged, Kind.REORDERED, "exchanged with the one at number 7"),
        (exchanged_neighbours, Kind.REORDERED, "exchanged with the one at number 6"),
        (inserted, Kind.INSERTED, "the one that belongs here stands at number 6"),
        (removed_and_closed_up, Kind.REMOVED, "closed up"),
        (seal_edited, Kind.EDITED, "its seal was edited"),
    ],
)
def test_a_chain_made_to_look_whole_is_told_apart(
    tamper: Callable[[list[Any]], list[Any]], kind: Kind, words: str
) -> None:
    links = tamper(chain(9))
    finding = walk(links)
    assert finding is not None
    assert finding.number == 5
    explained = diagnose(links, finding)
    assert (explained.kind, explained.number) == (kind, 5)
    assert words in explained.sentence


def test_a_replaced_key_still_vouches_for_what_it_signed() -> None:
    links = chain(9)
    both = PublicKeys([Signer(b"n" * 32).public_key, SIGNER.public_key])
    assert walk(links, both) is None


def test_the_signer_is_read_from_settings_and_demanded_in_production() -> None:
    production = RuntimeSettings(environment=Environment.PRODUCTION)
    assert Signer.from_settings(AuditSettings()) is None
    with pytest.raises(SettingsError, match=r"^AUDIT_SIGNING_KEY is not set\."):
        Signer.from_settings(AuditSettings(), production)
    signer = Signer.from_settings(AuditSettings(signing_key=written(b"s" * 32)), production)
    assert signer is not None
    assert signer.public_key == SIGNER.public_key
    with pytest.raises(SettingsError, match="AUDIT_SIGNING_KEY is not usable") as refusal:
        Signer.from_settings(AuditSettings(signing_key="c2hvcnQ="))
    assert "c2hvcnQ" not in str(refusal.value)
