"""What the database itself promises about clinics, whoever writes."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from vet_core.db import Session
from vet_core.testing.factories import make_clinic


@pytest.mark.parametrize(
    ("over", "constraint"),
    [
        ({"slug": "Linden Praxis"}, "ck_clinics_slug_shape"),
        ({"species": ["dog", "dragon"]}, "ck_clinics_species_known"),
        ({"latitude": 91.0}, "ck_clinics_on_earth"),
    ],
)
async def test_a_clinic_is_where_and_what_a_clinic_can_be(
    session: Session, over: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        await make_clinic(session, **over)
