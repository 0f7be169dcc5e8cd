"""One reading of values: cell by cell here, column by column in tables, and the two never differ."""

import math
from typing import Any

import numpy as np
import polars as pl
import pytest

from leadgate.learning.tables import read_days, read_numbers, read_words
from leadgate.model.cells import day_of, flag_of, number_of, word_of

NUMBERS: list[tuple[str, Any, float | None]] = [
    ("German thousands and decimals", "1.200,50 €", 1200.5),
    ("English thousands", "$1,200", 1200),
    ("Swiss thousands", "1'200.5", 1200.5),
    ("French thousands", "1 200", 1200),
    ("a decimal comma", "1,5", 1.5),
    ("k is a thousand", "12k", 12_000),
    ("a unit behind", "500 employees", 500),
    ("percent", "45 %", 45),
    ("and more", "1000+", 1000),
    ("a span is its middle", "11-50", 30.5),
    ("a span in words", "51 – 200 employees", 125.5),
    ("brackets are negative", "(1,200)", -1200),
    ("a number already", 7, 7),
    ("a date is no number", "2026-11-23", None),
    ("a phone is no number", "+49 30 1234", None),
    ("a word with a number is a word", "Region 5", None),
    ("infinity is unknown", "inf", None),
    ("nothing chosen is unknown", "Select", None),
    ("not available is unknown", "N/A", None),
]


@pytest.mark.parametrize(("value", "number"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_a_number_is_read(value: Any, number: float | None) -> None:
    found = number_of(value)
    assert math.isnan(found) if number is None else found == number


DAYS: list[tuple[str, Any, bool, float | None]] = [
    ("ISO", "2026-11-23T12:00:00Z", False, 20780.5),
    ("a day", "2026-11-23", False, 20780),
    ("month first", "11/23/2026", False, 20780),
    ("day first", "23/11/2026", True, 20780),
    ("with points", "23.11.2026", False, 20780),
    ("milliseconds", "1795435200000", False, 20780.5),
    ("by name", "Nov 23, 2026", False, 20780),
    ("a plain number is none", "20261123", False, None),
]


@pytest.mark.parametrize(("value", "first", "day"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_a_day_is_read(value: Any, first: bool, day: float | None) -> None:
    found = day_of(value, first)
    assert math.isnan(found) if day is None else found == pytest.approx(day)


def test_words_are_alike_whatever_their_case_and_blanks() -> None:
    assert word_of("  Web   Form ") == word_of("web form") == "web form"
    assert word_of(3.0) == word_of("3")


def test_yes_in_many_languages() -> None:
    assert [flag_of(value) for value in ("Yes", "ja", "oui", True, 1, "n", "no", False)] == [1, 1, 1, 1, 1, 0, 0, 0]
    assert math.isnan(flag_of("maybe"))


def test_a_column_is_its_cells() -> None:
    values = [row[1] for row in NUMBERS if isinstance(row[1], str)]
    column = pl.Series("c", [*values, None, "3.25", " 8 "])
    assert np.array_equal(read_numbers(column), [number_of(value) for value in column.to_list()], equal_nan=True)
    assert read_words(column).to_list() == [word_of(value) for value in column.to_list()]
    days = pl.Series("d", [row[1] for row in DAYS])
    assert np.array_equal(read_days(days), [day_of(value) for value in days.to_list()], equal_nan=True)
