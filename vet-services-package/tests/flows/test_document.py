"""docs/security/privacy.md says what the jobs do."""

import pytest

from tests.flows import document
from vet_services.flows.domains import EXPORTS, RETENTIONS


@pytest.mark.skipif(not document.WRITTEN.parent.is_dir(), reason="this part stands alone, without the tree's documents")
def test_the_committed_page_is_made_from_the_declarations() -> None:
    assert document.WRITTEN.read_text(encoding="utf-8") == document.document(), (
        "write it anew, in vet-services-package: python -m tests.flows.document"
    )


def test_the_page_names_every_table() -> None:
    page = document.document()
    for name in {each.table for each in EXPORTS} | {rule.table for rule in RETENTIONS}:
        assert f"`{name}`" in page
