"""A word as the beginning of a name's word, for PostgreSQL's `~*`, the same whatever locale the database was made with.

Where the locale is C, PostgreSQL folds ASCII alone and takes every other letter for no part of a word: its own word
boundary does not see where "Öz" begins, and "öz" is not "Öz". So a beginning is the name's or what stands after a blank
or a mark, and letters outside of ASCII are spelled in both cases. The letters of ASCII still lead to the trigram index.
"""

from __future__ import annotations

# ASCII's marks are a class in every locale; of the others, those that are written within names.
_BETWEEN_WORDS = "[[:space:][:punct:]\u00a0\u00ab\u00b7\u00bb\u2010-\u2015\u2018-\u201f\u3000\u30fb]"


def begins_word(word: str) -> str:
    """A regular expression that finds names with a word that begins with `word`, and in it means nothing else."""
    return f"(^|{_BETWEEN_WORDS}){''.join(map(_literal, word))}"


def _literal(mark: str) -> str:
    if not mark.isalnum():
        return f"\\{mark}"
    if mark.isascii():
        return mark
    cases = dict.fromkeys(case for case in (mark, mark.lower(), mark.upper(), mark.title()) if len(case) == 1)
    return f"[{''.join(cases)}]" if len(cases) > 1 else mark
