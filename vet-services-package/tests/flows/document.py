"""Write docs/security/privacy.md from what the domains declare, so that the page and the jobs cannot differ.

Run it in vet-services-package after changing a `privacy.py`: `python -m tests.flows.document`; with `--check` it only
says, by its status, whether the file is current.
"""

import sys
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import vet_core.registry  # noqa: F401  every table is known
from vet_core.clinics.enums import DataRegion

from vet_services.flows.domains import ERASURES, EXPORTS, RETENTIONS, UNTOUCHED
from vet_services.identity import erasure, exports
from vet_services.identity.personal_data import Fate, Retention

WRITTEN = Path(__file__).parents[3] / "docs" / "security" / "privacy.md"

_HOURS = exports.LINK_LASTS // timedelta(hours=1)
_DAYS = erasure.GRACE.days
_REGION_WORDS = ", ".join(f"`{each.value}`" for each in DataRegion)

_HEAD = f"""\
# What we know about people, and for how long

Made from the `privacy.py` of every domain by `python -m tests.flows.document` in `vet-services-package`; do not edit it
here. The jobs carry out the same declarations, and a test walks all tables: one that is not declared fails it.

## Consents

`consents` is a log: each yes or no to a version of a text is a row that nobody can change or remove, the application's
own database role included. What counts is the last word on each purpose. Saying the same again writes nothing.

## A copy of everything

Anybody may ask for it (GDPR art. 15 and 20); one copy is made at a time. `identity.run_exports` collects from every
domain and packs a ZIP: each part as JSON (exact) and as CSV (cells that begin like a formula get an apostrophe), a page
that explains them, and the SHA-256 sum of every file. It is stored encrypted. A mail brings a link; its token is stored
nowhere, only its digest. Fetching it takes the token **and** the session of the person it was made for, is written into
the audit trail, and ends {_HOURS} hours after the copy was made; then the content is removed.

What is about others is left out: where somebody else acted, the copy says "somebody else" (art. 15(4)). What others
wrote *about* the person is in it, a clinic's private notes on a client included: an opinion about a person is that
person's data (CJEU C-434/16, Nowak); who wrote it is not told. Staff see of their work that they booked or treated, not
for whom.

"""

_ERASING = f"""
## To be forgotten

Anybody may ask for it (art. 17) by typing their e-mail address; it happens {_DAYS} days later and can be taken back
until then. The last administrator of a clinic, or of the platform, has to make somebody else administrator first;
who becomes the last one while waiting is looked at again every day. `identity.run_erasures` then does everything below
in one transaction: visits ahead are called off through scheduling (so clinics hear of it), holds, roles and sessions
end, pets pass on to their other owners. After the commit the account at the sign-in service is deleted, tried until it
went. A last mail says what was deleted and what was kept and why; its own address is removed once it was sent.

The person's row stays without any name, as `erased-<id>@invalid`, so that what must be kept still points at somebody.

"""

_STAYING = """
## How long rows stay

`identity.apply_retention` runs every night, in batches, and reports what went. Doing it twice changes nothing.

"""

_REGIONS = f"""
## Where the data lives

Every clinic has a data region (`clinics.data_region`: {_REGION_WORDS}). It says in which jurisdiction the clinic's
rows, files and backups must stay, and is shown with the clinic. The software records the promise; where servers stand
is the operator's doing: one installation is meant to serve one region, with its database, Redis, mail server and
backups there, and clinics of another region are to be opened on that region's installation. The platform moves no rows
between installations. People belong to the installation they signed up at; their copy and their erasure cover that one.

| region | its data stays in | its law here |
|---|---|---|
| `eu` | the European Union or the EEA | GDPR |
| `uk` | the United Kingdom | UK GDPR, the same articles |
| `us` | the United States | state law; this page is kept to as well |
| `ca` | Canada | PIPEDA; this page is kept to as well |
| `au` | Australia | Privacy Act 1988; this page is kept to as well |

Articles named on this page are those of the GDPR, the strictest of them. Record-keeping duties of clinics differ by
region; {{years}} is the longest of those the periods above are meant for, and an operator bound to less may shorten it.
"""


def document() -> str:
    """The whole page."""
    years = next(_period(rule) for rule in RETENTIONS if rule.table == "appointments")
    return "".join(
        [
            _HEAD,
            *_table(("part", "what it is", "from", "left out"), _parts()),
            "\nNot in the copy:\n\n",
            *(f"* `{each.table}`: {each.why_not}\n" for each in EXPORTS if not each.dataset),
            _ERASING,
            "### Deleted, or freed of everything that names the person\n\n",
            *_table(("what", "where", "how"), _gone()),
            "\n### Kept, and why\n\n",
            *_table(("what", "where", "why"), _kept()),
            "\n### Untouched, because it tells nothing about anybody\n\n",
            *(f"* {_where(each.table, each.columns)}: {each.why}\n" for each in UNTOUCHED),
            _STAYING,
            *_table(("table", "what", "for", "because", "removed by"), _staying()),
            _REGIONS.replace("{years}", years),
        ]
    )


def _parts() -> Iterable[tuple[str, ...]]:
    for each in EXPORTS:
        if each.dataset:
            left_out = "; ".join(f"`{name}`: {why}" for name, why in each.left_out.items())
            yield f"`{each.dataset}`", each.about, f"`{each.table}`", left_out or "–"


def _gone() -> Iterable[tuple[str, ...]]:
    for rule in ERASURES:
        if rule.fate is not Fate.KEPT:
            yield rule.what, _where(rule.table, rule.columns), rule.fate.value


def _kept() -> Iterable[tuple[str, ...]]:
    for rule in ERASURES:
        if rule.fate is Fate.KEPT:
            yield rule.what, _where(rule.table, rule.columns), rule.why


def _staying() -> Iterable[tuple[str, ...]]:
    for rule in RETENTIONS:
        yield f"`{rule.table}`", rule.what, _period(rule), rule.why, rule.by or "`identity.apply_retention`"


def _period(rule: Retention) -> str:
    if rule.period is None:
        return "–"
    days = rule.period.days
    if days >= 365:
        years = round(days / 365.25)
        return "1 year" if years == 1 else f"{years} years"
    return f"{days} day{'' if days == 1 else 's'}" if days else "no longer"


def _where(table: str, columns: Iterable[str]) -> str:
    names = ", ".join(f"`{name}`" for name in columns)
    return f"`{table}`: {names}" if names else f"`{table}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    for cells in (head, tuple("---" for _ in head), *rows):
        yield f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(not (WRITTEN.is_file() and WRITTEN.read_text(encoding="utf-8") == document()))
    WRITTEN.write_text(document(), encoding="utf-8")
