"""Whose public holidays a clinic can keep: countries for nothing, their parts by the names people know."""

import subprocess
import sys

import holidays as library
import pytest

from vet_services.scheduling import holidays
from vet_services.scheduling.setup_errors import HolidayRegionUnknown


async def test_the_regions_are_those_that_can_be_set():
    regions = {each.country: each.name for each in holidays.list_holiday_regions().items}
    assert (regions["DE"], regions["GB"]) == ("Germany", "United Kingdom")
    assert len(regions) > 200
    assert list(regions) == sorted(regions)
    supported = library.list_supported_countries(include_aliases=False)
    assert list(regions) == sorted(supported)
    for country, codes in supported.items():
        parts = {each.subdivision: each.name for each in (await holidays.list_holiday_parts(country)).items}
        assert sorted(parts) == sorted(codes)
        assert all(0 < len(code) <= 20 and parts[code].strip() for code in parts)


@pytest.mark.parametrize(
    ("country", "code", "name"),
    [
        ("DE", "BW", "Baden-Württemberg"),
        ("AT", "9", "Wien"),
        ("FR", "971", "Guadeloupe"),
        ("IN", "TS", "Telangana"),
        ("CH", "UR", "Uri"),
        ("NL", "Noord", "Noord"),
    ],
)
async def test_a_part_goes_by_its_name_and_not_by_an_abbreviation(country, code, name):
    parts = (await holidays.list_holiday_parts(country)).items
    assert {each.subdivision: each.name for each in parts}[code] == name
    assert [each.name for each in parts] == sorted((each.name for each in parts), key=str.casefold)


async def test_parts_of_nowhere_are_refused():
    with pytest.raises(HolidayRegionUnknown) as refusal:
        await holidays.list_holiday_parts("XX")
    assert refusal.value.pointer == "path:country"


def test_the_list_of_countries_reads_no_countrys_file():
    """In a process of its own: in this one the files may have been read already."""
    code = """if True:
        import sys
        from vet_services.scheduling import holidays
        assert len(holidays.list_holiday_regions().items) > 200
        print(sum(name.startswith("holidays.countries.") for name in sys.modules))
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"
