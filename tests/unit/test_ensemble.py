"""P6: confidence knows how far models differ that learned from resampled rows, and how like these leads are."""

from dataclasses import replace

import numpy as np
import pytest

from leadgate.learning.tables import Roles, history_of
from leadgate.learning.training import Trained, train
from leadgate.model.bundle import Model
from leadgate.model.trust import agreement, trust
from tests.leads_table import a_table
from tests.unit.test_training import written

ROLES = Roles("converted", id="lead_id", exclude=("created_at", "won", "amount", "days", "city"))


def learned(rows: int) -> Trained:
    return train(history_of(a_table(rows), ROLES), 7)


@pytest.fixture(scope="module")
def few() -> Trained:
    return learned(300)


@pytest.fixture(scope="module")
def many() -> Trained:
    return learned(4800)


@pytest.fixture(scope="module")
def model(few: Trained, tmp_path_factory: pytest.TempPathFactory) -> Model:
    return written(tmp_path_factory.mktemp("few"), history_of(a_table(300), ROLES), few)


def spread_of(trained: Trained) -> np.ndarray:
    return trained.heads.others["log_odds_spread"].value(trained.served)


@pytest.mark.capability("P6")
def test_more_rows_bring_models_together(few: Trained, many: Trained) -> None:
    assert np.median(spread_of(many)) < 0.5 * np.median(spread_of(few))


def test_models_differ_more_about_leads_at_the_edge_of_what_was_seen(few: Trained) -> None:
    minutes = next(
        place
        for place, one in enumerate(few.columns.made)
        if few.columns.fields[one.field].name == "pricing_minutes" and one.table is None
    )
    known = np.nan_to_num(few.served[:, minutes])
    spread = spread_of(few)
    middle = (known > np.quantile(known, 0.25)) & (known < np.quantile(known, 0.75))
    assert spread[known > np.quantile(known, 0.97)].mean() > 1.05 * spread[middle].mean()


def test_what_the_graph_says_is_what_the_members_do(many: Trained) -> None:
    assert many.measured["spread"]["rank_correlation"] > 0.3


def test_the_spread_stands_in_the_graph_and_an_unknown_column_never_narrows_it(few: Trained, model: Model) -> None:
    served = np.ascontiguousarray(few.served)
    found = model.predict(served).spread
    assert found is not None
    assert np.abs(found - spread_of(few)).max() < 1e-9
    assert found.min() > 0.0
    for number, one in enumerate(model.inputs):
        unknown = served.copy()
        for place, (owner, use) in enumerate(model.uses):
            if owner == number:
                unknown[:, place] = np.nan if one.kind != "category" else one.served[use][-1]
        wider = model.predict(unknown).spread
        assert wider is not None
        assert (wider >= found - 1e-9).all(), one.name


def test_trust_falls_as_models_differ(few: Trained, model: Model) -> None:
    predicted = model.predict(np.ascontiguousarray(few.served))
    agreed, spread = agreement(model, predicted), predicted.spread
    assert spread is not None
    assert ((agreed > 0) & (agreed < 1)).all()
    assert (np.diff(agreed[np.argsort(spread)]) <= 0).all()
    without = replace(model, columns={name: at for name, at in model.columns.items() if name != "log_odds_spread"})
    like = np.full(len(few.served), 0.9)
    bare = replace(predicted, columns=without.columns)
    assert (trust(model, like, predicted) < trust(without, like, bare)).all()


def test_a_handful_of_rows_makes_models_differ_by_no_absurd_odds() -> None:
    """However far the calibration stretches a model that was held flat, its level is not stretched with it."""
    assert np.median(spread_of(learned(36))) < 3
