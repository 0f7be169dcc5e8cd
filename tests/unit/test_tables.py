"""Exports as they come: separators, encodings, words for nothing, ids; and what is refused, by name."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from leadgate.errors import BadInputError
from leadgate.learning.tables import History, Roles, history_of, read_batches, read_history, read_layers, read_table

ROWS = [
    f"{number},{'Web' if number % 3 else 'Select'},{number % 7} people,DE,{'yes' if number % 4 == 0 else 'no'}"
    for number in range(40)
]
CSV = "Lead Id,Source,Size,Country,Converted\n" + "\n".join(ROWS) + "\n"

FILES = [
    ("commas", CSV.encode()),
    ("semicolons", CSV.replace(",", ";").encode()),
    ("tabs", CSV.replace(",", "\t").encode()),
    ("a byte order mark", b"\xef\xbb\xbf" + CSV.encode()),
    ("UTF-16", CSV.encode("utf-16")),
    ("gzip", gzip.compress(CSV.encode())),
    ("Windows line ends", CSV.replace("\n", "\r\n").encode()),
]


@pytest.mark.parametrize("content", [row[1] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_reads_the_same(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(content)
    assert read_table(path).equals(pl.read_csv(CSV.encode(), infer_schema=False))


def test_lines_in_two_encodings_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes("a,b\nMünchen,1\n".encode() + "Köln,2\n".encode("cp1252"))
    assert read_table(path)["a"].to_list() == ["München", "Köln"]


BROKEN = [
    ("nothing in it", b"", "is empty"),
    ("a header alone", b"a,b\n", "holds no rows"),
    ("cut in the middle", CSV.encode()[:-20], "cut in the middle"),
    ("gzip cut in the middle", gzip.compress(CSV.encode())[:-40], "cut in the middle"),
    ("Parquet cut in the middle", b"PAR1" + b"\0" * 50, "no table that can be read"),
    ("more fields than the header", b"a,b\n1,2,3\n", "no table that can be read"),
]


@pytest.mark.parametrize(("content", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_file_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=said):
        read_table(path)


def a_history(**roles: str) -> History:
    return history_of(pl.read_csv(CSV.encode(), infer_schema=False), Roles("Converted", **roles))


def test_columns_are_read_as_what_they_are() -> None:
    history = a_history(id="Lead Id")
    size = next(column for column in history.columns if column.name == "Size")
    assert (size.kind, size.source) == ("number", "lead.properties.Size")
    assert size.values[:3].tolist() == [0, 1, 2]
    assert history.converted.sum() == 10


def test_ids_and_constants_are_left_out_and_said() -> None:
    history = a_history()
    assert {column.name: column.why for column in history.dropped} == {
        "Lead Id": "is an id: whole numbers, each once",
        "Country": "is always 'de'",
    }


def test_one_value_or_none_is_no_constant() -> None:
    source = next(column for column in a_history().columns if column.name == "Source")
    assert (source.kind, source.levels) == ("category", ("web",))
    frame = pl.read_csv(CSV.encode(), infer_schema=False).with_columns(deal=pl.Series([3.0, None] * 20))
    deal = next(column for column in history_of(frame, Roles("Converted")).columns if column.name == "deal")
    assert (deal.kind, deal.levels, int(np.isnan(deal.values).sum())) == ("category", ("3",), 20)


def test_rows_stand_in_time_and_dates_are_days_before_it() -> None:
    days = [datetime(2026, 1, 1 + (5 * number) % 28, tzinfo=UTC) for number in range(28)]
    frame = pl.DataFrame({"at": days, "made": [days[0], *days[:-1]], "size": [1.5, 2] * 14, "y": [1, 0] * 14})
    history = history_of(frame, Roles("y", time="at"))
    assert history.at is not None
    assert (np.diff(history.at) > 0).all()
    made = next(column for column in history.columns if column.name == "made")
    assert np.allclose(made.values + np.array([frame["made"].dt.epoch("d")])[0][np.argsort(frame["at"])], history.at)
    assert {column.name for column in history_of(frame, Roles("y")).dropped} == {"at", "made"}


TARGETS = [
    ("three values", ["won", "lost", "open"] * 20, "has 3 values"),
    ("one value", ["won"] * 60, "has 1 value"),
    ("no positive", [0] * 60, "has 1 value"),
    ("too few of one", [0] * 58 + [1] * 2, "2 rows of success"),
    ("nobody can say which", ["red", "blue"] * 30, "name the one that is success by --positive"),
]


@pytest.mark.parametrize(("values", "said"), [row[1:] for row in TARGETS], ids=[row[0] for row in TARGETS])
def test_a_target_is_refused(values: list[object], said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        history_of(pl.DataFrame({"x": range(0, 180, 3), "y": values}), Roles("y"))


def test_a_target_of_three_values_can_be_told_which_is_success() -> None:
    frame = pl.DataFrame({"x": [1.5, 2, 3] * 20, "y": ["won", "lost", "open"] * 20, "z": range(60)})
    assert history_of(frame, Roles("y", positive="Won")).converted.sum() == 20


SUCCESS = [("won", "lost"), ("Yes", "No"), ("1", "0"), ("converted", "not converted"), ("2", "1"), ("true", "false")]


@pytest.mark.parametrize("pair", SUCCESS, ids=[row[0] for row in SUCCESS])
def test_the_success_of_a_pair_is_known(pair: tuple[str, str]) -> None:
    frame = pl.DataFrame({"x": [1.5, 2, 3] * 20, "y": [pair[0], pair[1], pair[1]] * 20, "z": range(60)})
    assert history_of(frame, Roles("y")).converted.sum() == 20


def test_half_of_the_outcomes_missing_is_said() -> None:
    frame = pl.DataFrame({"x": [1.5, 2, 3, 4] * 20, "y": ["yes", "no", None, None] * 20, "z": range(80)})
    history = history_of(frame, Roles("y"))
    assert len(history) == 40
    assert "40 rows (50%) left out: y is unknown there" in history.notes[0]


def test_the_same_row_twice_counts_once() -> None:
    frame = pl.concat([pl.read_csv(CSV.encode(), infer_schema=False)] * 2)
    assert "40 rows left out" in history_of(frame, Roles("Converted")).notes[0]


def test_rows_alike_are_leads_of_their_own_where_nothing_names_a_row() -> None:
    history = history_of(pl.DataFrame({"x": [1.5, 2.0] * 30, "y": ["yes", "no", "no"] * 20}), Roles("y"))
    assert len(history) == 60
    assert history.notes == ("56 rows kept: the same as another in every column, but none of them names a row",)


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(BadInputError, match="--time Sourse: there is no such column; is it “Source”"):
        a_history(time="Sourse")


def test_layers_are_given_by_name() -> None:
    assert read_layers(["intent=A,B", "fit=C"]) == {"A": "intent", "B": "intent", "C": "fit"}
    with pytest.raises(BadInputError, match="LAYER=COLUMN"):
        read_layers(["colour=A"])


def test_batches_are_the_table_in_pieces(tmp_path: Path) -> None:
    for path in (tmp_path / "leads.csv", tmp_path / "leads.parquet"):
        frame = pl.read_csv(CSV.encode(), infer_schema=False)
        frame.write_csv(path) if path.suffix == ".csv" else frame.write_parquet(path)
        pieces = list(read_batches(path, ["Size", "Source"], rows=16))
        assert pl.concat(pieces).equals(frame.select("Size", "Source"))
        assert read_history(path, Roles("Converted")).converted.sum() == 10
