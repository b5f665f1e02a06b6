"""The figures of the bench: medians, and everything against the floor."""

from devstack.bench.cost import Cost, Round, table


def test_a_cost_is_the_median_over_rounds_so_that_one_hiccup_does_not_count() -> None:
    quiet = Round(requests=100, seconds=0.5, server_cpu_seconds=0.25, database_cpu_seconds=0.125)
    hiccup = Round(requests=100, seconds=5.0, server_cpu_seconds=2.0, database_cpu_seconds=1.0)
    assert Cost.of([quiet, hiccup, quiet]) == Cost(cpu_ms=3.75, server_cpu_ms=2.5, database_cpu_ms=1.25, per_second=200)


def test_the_table_puts_every_subject_against_the_floor() -> None:
    lines = table("One booking", {"floor": Cost(2.0, 1.0, 1.0, 400), "platform": Cost(3.0, 2.0, 1.0, 300)})
    assert [line.split() for line in lines[2:]] == [
        ["floor", "2.00", "1.00", "1.00", "1.00", "400", "1.00"],
        ["platform", "3.00", "2.00", "1.00", "1.50", "300", "0.75"],
    ]
