"""The table of what slots cost says what was aimed at, and what was missed."""

from devstack.bench import slots


def test_the_table_says_which_aims_were_missed() -> None:
    costs = {
        slots.ROWS: 10.0,
        slots.SERVICE: 11.0,
        slots.LARGE: 12.1,
        slots.COUNT: 0.25,
        slots.DAY: 2.0,
        slots.ORM: 500.0,
    }
    lines = slots._table(costs)
    assert [line.split() for line in lines[3:5]] == [
        ["service", "11.00", "1.10", "at", "most", "1", "×", "busy", "rows,", "asyncpg", "(missed)"],
        ["service,", "large", "calendar", "12.10", "1.10", "at", "most", "1.3", "×", "service"],
    ]
    assert "at most 8 × vet-day" in lines[6]
    assert "missed" not in lines[6] + lines[7]
