"""The name of a kind of visit in the languages its clinic has given it, beside its first one."""

from collections.abc import Mapping
from typing import Any

TYPE_NAMES = """
    CASE WHEN t.translations = '{}' THEN '{}'::jsonb
         ELSE coalesce((SELECT jsonb_object_agg(said.key, said.value -> 'name')
                          FROM jsonb_each(t.translations) said WHERE said.value ? 'name'), '{}'::jsonb) END
"""
"""SQL for the names of a kind of visit `t` by language."""


TYPE_NAME = """
    coalesce(t.translations -> reader.locale ->> 'name',
             t.translations -> split_part(reader.locale, '-', 1) ->> 'name', t.name)
"""
"""SQL for the name of a kind of visit `t` in the language of somebody: of the row `reader`, which may be missing."""


def names(translations: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The same from what the column holds."""
    return {tag: words["name"] for tag, words in translations.items() if "name" in words}
