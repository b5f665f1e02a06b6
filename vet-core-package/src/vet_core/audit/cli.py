"""`vet-core audit`: prove that nobody changed the trail, and say where it ends so that others can prove it later."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from vet_core.audit import heads, reading
from vet_core.audit.chain import PLATFORM_CHAIN
from vet_core.audit.signing import AuditSettings, PublicKeys, Signer, written
from vet_core.audit.verification import Finding
from vet_core.db.engine import Database, Session
from vet_core.db.scope import SystemSession
from vet_core.kernel.clock import utc_now
from vet_core.kernel.settings import DatabaseSettings, SettingsError, load

SOUND, FAULTY, NOT_VERIFIED = 0, 1, 2
_PATIENCE_SECONDS = 3600


def register(commands: Any) -> None:
    """Add `audit` and its commands; each sets `run`, a coroutine function of the options that returns an exit code."""
    audit = commands.add_parser("audit", help="verify the audit trail and keep its heads")
    parts = audit.add_subparsers(required=True, metavar="COMMAND")
    verify = parts.add_parser(
        "verify", help="exit 0 when every chain is sound, 1 when something was changed, 2 when that cannot be told"
    )
    verify.add_argument("--clinic", metavar="ID", help="one clinic's chain, or `platform` for entries of no clinic")
    verify.add_argument("--since", type=int, default=1, metavar="N", help="begin at this number and trust those before")
    verify.add_argument(
        "--public-key",
        action="append",
        default=[],
        metavar="KEY",
        help="a key whose signatures count, repeatable; default: those of AUDIT_SIGNING_KEY and AUDIT_PUBLIC_KEYS",
    )
    verify.add_argument("--head", type=Path, metavar="FILE", help="compare with a statement kept from `audit head`")
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    verify.set_defaults(run=_verify)
    head = parts.add_parser("head", help="print a signed statement of where all chains end; keep it elsewhere")
    head.set_defaults(run=_head)
    key = parts.add_parser("public-key", help="print the public part of AUDIT_SIGNING_KEY")
    key.set_defaults(run=_public_key)


async def _verify(options: argparse.Namespace) -> int:
    keys = _keys(options.public_key)
    chain_id = _chain(options.clinic)
    kept = None
    if options.head is not None:
        try:
            kept = heads.Head.read(options.head.read_text(encoding="utf-8"), keys)
        except (OSError, heads.HeadUnreadable) as refusal:
            print(f"{options.head} cannot be compared with: {refusal}", file=sys.stderr)
            return NOT_VERIFIED
    async with _snapshot() as session:
        report = await reading.verify(session, now=utc_now(), keys=keys, chain_id=chain_id, since=options.since)
        if kept is not None:
            report.findings += await heads.compare(session, kept, chain_id)
    if options.json:
        print(json.dumps(_document(report, signatures=bool(keys)), indent=1))
    else:
        _tell(report, signatures=bool(keys))
    return FAULTY if report.findings else SOUND


async def _head(_: argparse.Namespace) -> int:
    signer = Signer.from_settings(load(AuditSettings))
    if signer is None:
        print("AUDIT_SIGNING_KEY is not set: the statement is not signed.", file=sys.stderr)
    async with _snapshot() as session:
        found = await heads.head(session, now=utc_now())
    print(found.written(signer))
    return SOUND


async def _public_key(_: argparse.Namespace) -> int:
    signer = Signer.from_settings(load(AuditSettings))
    if signer is None:
        raise SettingsError(f"AUDIT_SIGNING_KEY is not set. {AuditSettings.model_fields['signing_key'].description}")
    print(written(signer.public_key))
    return SOUND


def _keys(given: list[str]) -> PublicKeys:
    return PublicKeys.read(given, "--public-key") if given else PublicKeys.from_settings(load(AuditSettings))


def _chain(clinic: str | None) -> UUID | None:
    if clinic is None:
        return None
    try:
        return PLATFORM_CHAIN if clinic == "platform" else UUID(clinic)
    except ValueError:
        raise SettingsError("--clinic takes a clinic's id, or `platform`.") from None


def _tell(report: reading.Report, *, signatures: bool) -> None:
    for finding in report.findings:
        print(f"{finding.kind.value.upper()} in {_name(finding)}: {finding.sentence}.")
    seen = f"{report.entries} entries in {report.chains} chains, {report.checkpoints} checkpoints"
    if report.waiting:
        seen += f", {report.waiting} entries not sealed yet"
    if not signatures:
        seen += "; signatures were not checked, for no public key was given"
    print(f"{'Changed' if report.findings else 'Sound'}: {seen}.")


def _document(report: reading.Report, *, signatures: bool) -> dict[str, Any]:
    findings = [
        {
            "kind": finding.kind.value,
            "chain": str(finding.chain_id),
            "number": finding.number,
            "entry_id": None if finding.entry_id is None else str(finding.entry_id),
            "sentence": finding.sentence,
        }
        for finding in report.findings
    ]
    return {
        "sound": not report.findings,
        "chains": report.chains,
        "entries": report.entries,
        "checkpoints": report.checkpoints,
        "waiting": report.waiting,
        "signatures_checked": signatures,
        "findings": findings,
    }


def _name(finding: Finding) -> str:
    return "the platform's chain" if finding.chain_id == PLATFORM_CHAIN else f"the chain of clinic {finding.chain_id}"


@asynccontextmanager
async def _snapshot() -> AsyncIterator[Session]:
    """One view of the whole trail, however long the walk takes."""
    settings = load(DatabaseSettings)
    patient = settings.model_copy(
        update={
            "url": settings.direct,
            "read_url": None,
            "pool_size": 1,
            "statement_timeout_seconds": _PATIENCE_SECONDS,
        }
    )
    database = Database(patient, application_name="vet-core-audit", acts_as_system=True)
    try:
        engine = database.read_engine.execution_options(isolation_level="REPEATABLE READ")
        async with Session(engine, sync_session_class=SystemSession) as session:
            yield session
    finally:
        await database.close()
