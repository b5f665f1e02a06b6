"""docs/security/access.md says what the matrix proves."""

import pytest

from tests.access import actors, document, table


@pytest.mark.skipif(not document.WRITTEN.parent.is_dir(), reason="this part stands alone, without the tree's documents")
def test_the_committed_page_is_made_from_the_table() -> None:
    assert document.WRITTEN.read_text(encoding="utf-8") == document.document(), (
        "write it anew, in vet-clinic-api: python -m tests.access.document"
    )


def test_the_page_names_every_route_and_every_actor() -> None:
    page = document.document()
    for method, path, _ in table.operations().values():
        assert f"`{method} {path}`" in page
    assert all(word in page for word in actors.WORDS.values())
