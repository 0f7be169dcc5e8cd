"""The benchmark runs; its figures are for a quiet machine, and are not held here."""

from tests.benchmarks import bench, judging


def test_the_benchmark_is_there() -> None:
    assert callable(bench.main)


def test_columns_of_many_leads_are_those_of_each() -> None:
    batch = judging.many(2)
    assert batch.table.leads == 2 * judging.DIFFERENT
    columns = judging.columns_of(batch)
    assert all(len(column) == batch.table.leads for column in columns.values())
