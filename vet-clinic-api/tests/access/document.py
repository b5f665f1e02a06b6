"""Write docs/security/access.md from the table of the matrix, so that it says what the tests prove and nothing else.

Run it in vet-clinic-api after changing `tests/access/matrix/`: `python -m tests.access.document` (`./vet generate` does
too); with `--check` it only says, by its status, whether the file is current.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.access import table
from tests.access.actors import GROUP_WORDS, GROUPS, MIRROR, SIGNED_IN, WORDS, Who, named
from tests.access.table import SIGN_IN_REQUIRED, Block, Case

WRITTEN = Path(__file__).parents[3] / "docs" / "security" / "access.md"
DOMAINS = ("identity", "clinics", "pets", "scheduling")
_LARGEST_FIRST = ("everybody", "signed_in", "owners", "managers", "staff", "staff_elsewhere", "platform")
_HEAD = """\
# Who may do what

Made from `vet-clinic-api/tests/access/matrix/` by `python -m tests.access.document` in `vet-clinic-api`; do not edit it
here.

One test drives every route of `openapi.json` and the websocket with every kind of actor below, with ids of their own,
of others and of nobody in path, query and body. It compares the answer, the shape of the reply, what a reply must not
contain, and every table of the database before and after with the table this page is made from. It does so with
row-level security and without it, so that neither the policies nor the database's own guard can fall unnoticed.

Whoever is not signed in is answered 401 `identity.sign_in_required`, unless a row says otherwise. What an actor may not
know of is answered 404 with the same words as an id that nobody has. Refused requests leave no row changed.

## The actors

"""


def document() -> str:
    """The whole page."""
    parts = [_HEAD, *(f"* **{word}**\n" for word in WORDS.values())]
    found = table.blocks()
    for domain in [*DOMAINS, *sorted({block.domain for block in found.values()} - set(DOMAINS))]:
        rows = [block for block in found.values() if block.domain == domain]
        if rows:
            parts += [f"\n## {domain.capitalize()}\n", *_domain(rows)]
    parts += ["\n## Realtime\n", *_realtime()]
    return "".join(parts)


def _domain(rows: Iterable[Block]) -> Iterable[str]:
    yield "\n| to | may | is told why not | everybody else |\n|---|---|---|---|\n"
    rows = list(rows)
    for block in rows:
        own = block.case("own")
        columns = (_allowed(own), _told(own), _rest(own))
        yield f"| {block.does}<br>`{block.method} {block.path}` | " + " | ".join(columns) + " |\n"
    notes = [f"* {block.does}: {block.note}\n" for block in rows if block.note]
    if notes:
        yield "\n" + "".join(notes)
    others = [(block, case) for block in rows for case in block.cases if case.name != "own"]
    if others:
        yield "\n<details><summary>With things of others, and of nobody</summary>\n\n"
        yield "| request | with | answers |\n|---|---|---|\n"
        for block, case in others:
            yield f"| {block.name} | {_with(case)} | {_in_words(case, block.case('own'))} |\n"
        yield "\n</details>\n"


def _realtime() -> Iterable[str]:
    row = table.written()[table.REALTIME][1]
    yield f"\nTo {row['does']}: everybody signed in; others are closed with 4401. Each hears:\n\n"
    yield "| news | heard by |\n|---|---|\n"
    for subject, names in row["hears"].items():
        yield f"| {subject} | {_people(named(names))} |\n"


def _allowed(case: Case) -> str:
    return _people(who for who, answer in case.answers.items() if answer < "4") or "nobody"


def _told(case: Case) -> str:
    """Who hears a reason, with its code."""
    told = {answer: whos for answer, whos in _by_answer(case).items() if answer >= "4" and not _is_rest(answer)}
    return _listed(told)


def _rest(case: Case) -> str:
    return _listed({answer: whos for answer, whos in _by_answer(case).items() if _is_rest(answer)}, names=False) or "–"


def _is_rest(answer: str) -> bool:
    return answer.startswith("404") or answer == SIGN_IN_REQUIRED


def _by_answer(case: Case) -> dict[str, set[Who]]:
    by_answer: dict[str, set[Who]] = {}
    for who, answer in case.answers.items():
        if answer != SIGN_IN_REQUIRED:
            by_answer.setdefault(answer, set()).add(who)
    return dict(sorted(by_answer.items()))


def _listed(answers: Mapping[str, set[Who]], *, names: bool = True) -> str:
    return (
        "<br>".join(_code(answer) + (f" {_people(whos)}" if names else "") for answer, whos in answers.items()) or "–"
    )


def _code(answer: str) -> str:
    status, _, code = answer.partition(" ")
    return f"{status} `{code}`" if code else status


def _with(case: Case) -> str:
    odd = [(name, side) for name, side in case.choice.items() if side != "own"]
    if len(odd) > 1:
        return "everything of others"
    return "<br>".join(f"{'nobody’s' if side == 'unknown' else 'another’s'} `{name}`" for name, side in odd)


def _in_words(case: Case, own: Case) -> str:
    if case.answers == own.answers:
        return "the same"
    if case.answers == {who: own.answers[MIRROR[who]] for who in Who}:
        return "the people there as above, to the people here it does not exist"
    return _listed(_by_answer(case))


def _people(whos: Iterable[Who]) -> str:
    """Actors in words, groups where all of one are meant."""
    left = set(whos)
    if left == SIGNED_IN:
        return "everybody signed in"
    words = []
    for name in _LARGEST_FIRST:
        if GROUPS[name] <= left:
            words.append(GROUP_WORDS[name])
            left -= GROUPS[name]
    return ", ".join([*words, *(WORDS[who] for who in Who if who in left)])


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        return int(not WRITTEN.is_file() or WRITTEN.read_text(encoding="utf-8") != document())
    WRITTEN.write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
