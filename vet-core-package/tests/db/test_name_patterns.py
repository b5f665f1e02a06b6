"""Patterns for names, asked of a real database whose locale folds nothing but ASCII."""

import pytest
from sqlalchemy import text

from vet_core.db import Database
from vet_core.db.name_patterns import begins_word


@pytest.mark.parametrize(
    ("word", "name", "is_found"),
    [
        ("öz", "Öz", True),
        ("ÉLO", "Marie-élodie", True),
        ("щук", "Старая ЩУКА", True),
        ("ž", "Anna\u00a0Žofie", True),
        ("neill", "O’Neill", True),
        ("ǆ", "ǅemal", True),
        ("straße", "Straße", True),
        ("z", "Öz", False),
        ("lodie", "Élodie", False),
        (".*", "anybody", False),
        ("[ab]", "a", False),
        ("\\", "back", False),
        ("(f", "Prinz (Fritz)", True),
        ("a|b", "a", False),
    ],
)
async def test_a_word_finds_names_whose_word_it_begins(database: Database, word: str, name: str, is_found: bool):
    asked = text("SELECT CAST(:name AS text) ~* :pattern").bindparams(name=name, pattern=begins_word(word))
    async with database.reading() as session:
        assert await session.scalar(asked) is is_found
