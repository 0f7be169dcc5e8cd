"""Whatever the features: monotone in the stated direction, additive, finite, ranges in order."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from leadgate.features.columns import FEATURE_BY_NAME, LAYER_OF
from leadgate.model.bundle import load_bundle

MODEL = load_bundle(Path(__file__).parents[2] / "model_artifacts" / "bundled", LAYER_OF)
WIDTH = len(MODEL.features)
VALUES = st.one_of(st.floats(0, 50), st.just(float("nan")), st.floats(allow_nan=True, allow_infinity=True))
ROWS = arrays(np.float64, (1, WIDTH), elements=VALUES)
COLUMNS = st.integers(0, WIDTH - 1)


@given(row=ROWS, column=COLUMNS, values=st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)))
def test_a_feature_moves_the_chance_only_in_its_direction(
    row: np.ndarray, column: int, values: tuple[float, float]
) -> None:
    lower, higher = row.copy(), row.copy()
    lower[0, column], higher[0, column] = sorted(values)
    change = MODEL.predict(higher).log_odds[0] - MODEL.predict(lower).log_odds[0]
    assert change * FEATURE_BY_NAME[MODEL.features[column]].rises >= -1e-9


@given(row=ROWS, column=COLUMNS)
def test_not_knowing_is_never_worse_than_the_worst_nor_better_than_the_best(row: np.ndarray, column: int) -> None:
    ends = []
    for value in (-1e9, np.nan, 1e9):
        row[0, column] = value
        ends.append(MODEL.predict(row).contributions[0, column])
    least, unknown, most = ends
    assert min(least, most) - 1e-9 <= unknown <= max(least, most) + 1e-9


@given(row=ROWS, column=COLUMNS, value=VALUES)
def test_a_feature_changes_nobody_elses_contribution(row: np.ndarray, column: int, value: float) -> None:
    before = MODEL.predict(row).contributions
    row[0, column] = value
    after = MODEL.predict(row).contributions
    others = np.arange(WIDTH) != column
    assert np.abs(before[0, others] - after[0, others]).max() < 1e-12


@given(row=ROWS)
def test_answers_are_finite_and_add_up(row: np.ndarray) -> None:
    found = MODEL.predict(row)
    assert np.isfinite(found.answers).all()
    assert abs(found.contributions.sum() + MODEL.baseline - found.log_odds[0]) < 1e-9
    assert abs(found.layers.sum() + MODEL.baseline - found.log_odds[0]) < 1e-9


@given(row=ROWS)
def test_ranges_are_in_order(row: np.ndarray) -> None:
    found = MODEL.predict(row)
    assert found.days is not None
    assert found.amount is not None
    assert (np.diff(found.days) > 0).all()
    assert (np.diff(found.amount) > 0).all()
