"""Mails on disk and what can be read out of them. One file per mail; the newest are kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from devstack.folders import private_folder

KEPT = 2000


@dataclass(frozen=True)
class Attachment:
    """A part of a mail that is not its text: a file, or a calendar invitation beside the text."""

    position: int
    filename: str
    content_type: str
    content: bytes
    method: str | None

    @property
    def is_text(self) -> bool:
        return self.content_type.startswith("text/")


@dataclass(frozen=True)
class Letter:
    """One mail as it came in. `recipients` is the envelope's, which the headers need not name."""

    id: str
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def received_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.id.split("-")[0]) / 1_000_000, UTC)

    @property
    def subject(self) -> str:
        return str(self.message["subject"] or "")

    @property
    def sender(self) -> str:
        return str(self.message["from"] or self.message["x-envelope-from"] or "")

    @property
    def recipients(self) -> list[str]:
        return str(self.message["x-envelope-to"] or "").split(", ")

    @property
    def text(self) -> str | None:
        return self._body("plain")

    @property
    def html(self) -> str | None:
        return self._body("html")

    @cached_property
    def attachments(self) -> list[Attachment]:
        shown = {id(part) for kind in ("plain", "html") if (part := self.message.get_body((kind,)))}
        found: list[Attachment] = []
        for part in self.message.walk():
            if part.is_multipart() or id(part) in shown:
                continue
            content_type = part.get_content_type()
            position = len(found)
            name = part.get_filename() or f"part-{position + 1}{'.ics' if content_type == 'text/calendar' else ''}"
            content = part.get_payload(decode=True)
            method = part.get_param("method")
            found.append(
                Attachment(
                    position, name, content_type, content if isinstance(content, bytes) else b"",
                    str(method) if method else None,
                )
            )  # fmt: skip
        return found

    def _body(self, kind: str) -> str | None:
        part = self.message.get_body((kind,))
        return None if part is None else str(part.get_content())


class LetterBox:
    """All mails of a world, newest first."""

    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder)
        self._known: dict[str, Letter] = {}

    def put(self, raw: bytes, *, sender: str, recipients: list[str], received_at: datetime) -> Letter:
        envelope = f"X-Envelope-From: {sender}\r\nX-Envelope-To: {', '.join(recipients)}\r\n".encode()
        letter_id = f"{int(received_at.timestamp() * 1_000_000)}-{secrets.token_hex(4)}"
        draft = self._folder / f".{letter_id}"
        draft.write_bytes(envelope + raw)
        draft.rename(self._path(letter_id))
        for old in self._ids()[KEPT:]:
            self._forget(old)
        return self._load(letter_id)

    def newest(self, *, to: str | None = None, subject: str | None = None) -> list[Letter]:
        """Newest first; ``to`` matches a recipient exactly, ``subject`` any part of the subject."""
        letters = [self._load(letter_id) for letter_id in self._ids()]
        if to is not None:
            letters = [letter for letter in letters if to.lower() in map(str.lower, letter.recipients)]
        if subject is not None:
            letters = [letter for letter in letters if subject.lower() in letter.subject.lower()]
        return letters

    def get(self, letter_id: str) -> Letter | None:
        return self._load(letter_id) if letter_id in self._ids() else None

    def clear(self) -> None:
        for letter_id in self._ids():
            self._forget(letter_id)

    def _ids(self) -> list[str]:
        return sorted((path.stem for path in self._folder.glob("[0-9]*.eml")), reverse=True)

    def _load(self, letter_id: str) -> Letter:
        if letter_id not in self._known:
            self._known[letter_id] = Letter(letter_id, self._path(letter_id).read_bytes())
        return self._known[letter_id]

    def _forget(self, letter_id: str) -> None:
        self._path(letter_id).unlink(missing_ok=True)
        self._known.pop(letter_id, None)

    def _path(self, letter_id: str) -> Path:
        return self._folder / f"{letter_id}.eml"
