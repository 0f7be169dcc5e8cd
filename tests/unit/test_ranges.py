"""Days and amounts as ranges of their own width: 80 % of what comes lies inside, of narrow and of wide ones alike."""

import numpy as np
import pytest

from leadgate.learning.basis import fit_basis
from leadgate.learning.coverage import Foretold, measure_ranges
from leadgate.learning.effects import Effects, design_of, values_of
from leadgate.learning.encoding import Encoding, fields_of, fit_encoding
from leadgate.learning.encoding import values_of as values_of_columns
from leadgate.learning.ranges import Numbers, fit_range
from leadgate.learning.tables import History, Roles, history_of
from leadgate.learning.terms import Columns, serve
from leadgate.learning.widths import belief_in, fit_widths, never_narrower
from tests.leads_table import a_table

ROLES = Roles("converted", amount="amount", id="lead_id", exclude=("created_at", "won", "days", "city"))
ROWS = 6000


def a_history(seed: int, uneven: float, rows: int = ROWS) -> History:
    return history_of(a_table(rows, seed=seed, uneven=uneven), ROLES)


def numbers_of(history: History, open_share: float = 0.0) -> Numbers:
    """Amounts, some only known to be at least what they are."""
    assert history.amount is not None
    there = history.amount > 0
    amounts = history.amount[there]
    random = np.random.default_rng(5)
    is_open = random.random(len(amounts)) < open_share
    seen = np.where(is_open, np.maximum(amounts * random.random(len(amounts)), 1.0), amounts)
    return Numbers(values_of_columns(history.columns)[there], seen, 1.0 - is_open)


class Fresh:
    """A range fitted on one history, and what it says of another of the same kind."""

    def __init__(self, uneven: float, open_share: float = 0.0, rows: int = ROWS) -> None:
        history, ahead = a_history(3, uneven, rows), a_history(99, uneven, 4 * ROWS)
        fields, values = fields_of(history.columns), values_of_columns(history.columns)
        encoding: Encoding = fit_encoding(fields, values, history.converted)
        columns = Columns(fields)
        bounds, self.measured = fit_range(encoding, numbers_of(history, open_share), "amount", columns, False, 7)
        there = numbers_of(ahead)
        served = serve(columns, encoding, there.values)
        self.low, self.median, self.high = (terms.value(served) for terms in bounds)
        self.width, self.came = self.high - self.low, np.log(there.numbers)

    def covered(self, low: np.ndarray, high: np.ndarray) -> list[float]:
        """By tenth of the width."""
        inside = (low <= self.came) & (self.came <= high)
        return [float(inside[rows].mean()) for rows in np.array_split(np.argsort(self.width, kind="stable"), 10)]


@pytest.fixture(scope="module")
def uneven() -> Fresh:
    return Fresh(uneven=0.8)


@pytest.mark.capability("P3", "P4")
def test_narrow_and_wide_ranges_hold_alike(uneven: Fresh) -> None:
    slices = uneven.covered(uneven.low, uneven.high)
    assert 0.77 <= np.mean(slices) <= 0.83
    assert all(0.72 <= covered <= 0.88 for covered in slices)
    assert np.quantile(uneven.width, 0.95) > 2.0 * np.quantile(uneven.width, 0.05)


def test_ranges_of_one_width_would_not(uneven: Fresh) -> None:
    below, above = np.quantile(uneven.came - uneven.median, (0.1, 0.9))
    slices = uneven.covered(uneven.median + below, uneven.median + above)
    assert 0.77 <= np.mean(slices) <= 0.83
    assert max(slices) > 0.95
    assert min(slices) < 0.65


def test_open_rows_count_as_longer() -> None:
    censored = Fresh(uneven=0.8, open_share=0.3, rows=20_000)
    slices = censored.covered(censored.low, censored.high)
    assert censored.measured["open"] > 0
    assert 0.76 <= np.mean(slices) <= 0.84
    assert all(0.70 <= covered <= 0.90 for covered in slices)
    naive = Fresh(uneven=0.8)
    assert abs(float(np.median(censored.median - naive.median))) < 0.1


def test_what_does_not_differ_is_not_told_apart() -> None:
    even = Fresh(uneven=0.0)
    assert even.measured["own_width"] <= 0.5
    assert np.quantile(even.width, 0.95) < 1.25 * np.quantile(even.width, 0.05)


def test_the_measure_itself_finds_widths_that_are_wrong() -> None:
    random = np.random.default_rng(0)
    scale = np.exp(random.normal(size=4000))
    off, closed = scale * random.normal(size=4000), np.ones(4000)
    right = measure_ranges(Foretold(off / scale, scale, closed), (0.1, 0.9))
    wrong = measure_ranges(Foretold(off, scale, closed), (0.1, 0.9))
    assert all(abs(covered - 0.8) < 0.1 for covered in right["coverage_by_width"])
    assert wrong["coverage_by_width"][0] > 0.95
    assert wrong["coverage_by_width"][-1] < 0.6
    assert belief_in(scale, off) >= 0.9
    assert belief_in(scale, random.permutation(off)) <= 0.1


def test_a_width_is_above_zero_wherever_a_lead_is() -> None:
    random = np.random.default_rng(1)
    seen = random.normal(size=(2000, 3))
    seen[:, 2] = np.where(random.random(2000) < 0.2, np.nan, seen[:, 2])
    off = random.normal(size=2000) * np.exp(seen[:, 0])
    design = design_of(fit_basis(("a", "b", "c"), seen), seen)
    widths = fit_widths(design, off, np.ones(2000))
    beyond = random.choice([-np.inf, -1e9, -5.0, 0.0, 5.0, 1e9, np.inf, np.nan], size=(500, 3))
    assert values_of(widths, design_of(design.basis, beyond)).min() > 0.0
    strong = [values_of(widths, design_of(design.basis, np.array([[x, 0.0, 0.0]])))[0] for x in (-1.5, 0.0, 1.5)]
    assert strong[0] < strong[1] < strong[2]


def test_not_knowing_never_narrows_a_spread() -> None:
    basis = fit_basis(("a", "b"), np.random.default_rng(2).normal(size=(100, 2)))
    ramps = np.linspace(-0.5, 0.5, len(basis.owner))
    held = never_narrower(Effects(1.0, ramps, np.array([-1.0, 5.0])), basis)
    known = np.random.default_rng(3).normal(size=(200, 2))
    for feature in (0, 1):
        unknown = known.copy()
        unknown[:, feature] = np.nan
        pair = [values_of(held, design_of(basis, rows)) for rows in (known, unknown)]
        assert (pair[1] >= pair[0] - 1e-12).all()
