"""How trained bundles do, beside what anybody could fit: `python -m leadgate.learning.compare [FOLDER]`.

On the real leads of a folder; without one, on histories that are made up (`learning.made_sets`), the mean over seeds.

Each set is parted 70 : 30, shuffled and, where it has a time, by it; every model sees the first part only.
Logistic regression is on standardised numbers and one column a level, its penalty chosen by five folds; LightGBM is
free of layers, its size and rounds chosen on a fifth of the first part; naive Bayes counts categories and bins.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import lightgbm
import numpy as np
from scipy.special import logit
from sklearn.linear_model import LogisticRegressionCV
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from leadgate.errors import BadInputError
from leadgate.learning.baselines import foretell
from leadgate.learning.basis import FloatArray
from leadgate.learning.encoding import fields_of, values_of
from leadgate.learning.families.additive import Table
from leadgate.learning.made_sets import MADE
from leadgate.learning.measures import Probabilities, measure_probabilities
from leadgate.learning.tables import History, Roles, read_history
from leadgate.learning.training import train

SEED: Final = 7
_TRAINED_SHARE: Final = 0.7
_LEAVES: Final = (7, 15, 31)
_PATIENCE: Final = 40
_OURS: Final = "**leadgate**"
_HEAD: Final = ("| set, split | model | AUC | Brier | calibration error |", "|---|---|---|---|---|")


@dataclass(frozen=True)
class RealSet:
    """One file of the folder. leak: the column that is known only after the outcome."""

    file: str
    roles: Roles
    leak: str


SETS: Final = (
    RealSet("bank_additional.csv.gz", Roles("y", time="row_time", id="lead_id"), "duration"),
    RealSet("online_shoppers.csv.gz", Roles("Revenue", id="lead_id"), "PageValues"),
)


def compare(folder: Path) -> Iterator[str]:
    """Lines of a table in Markdown, as they are measured."""
    yield from _HEAD
    for one in SETS:
        history = read_history(folder / one.file, one.roles).without(one.leak, why="is known only afterwards")
        for name, trained, ahead in _splits(history):
            for model, log_odds in _forecasts(trained, ahead).items():
                figures = measure_probabilities(log_odds, ahead.converted)
                yield _line(f"{one.file.partition('.')[0]}, {name}", model, [figures])


def compare_made() -> Iterator[str]:
    """The same of made histories. The family is that of the last seed."""
    yield from _HEAD
    for one in MADE:
        found: dict[str, list[Probabilities]] = {}
        chosen = ""
        for seed in one.seeds:
            name, trained, ahead = list(_splits(one.make(seed)))[-1]
            for model, log_odds in _forecasts(trained, ahead).items():
                ours = model.startswith(_OURS)
                chosen = model if ours else chosen
                found.setdefault(_OURS if ours else model, []).append(measure_probabilities(log_odds, ahead.converted))
        many = f", {len(one.seeds)} seeds" if len(one.seeds) > 1 else ""
        for model, figures in found.items():
            yield _line(f"{one.name}{many}, {name}", chosen if model == _OURS else model, figures)


def _line(name: str, model: str, figures: Sequence[Probabilities]) -> str:
    means = [np.mean([getattr(one, of) for one in figures]) for of in ("auc", "brier", "calibration_error")]
    return f"| {name} | {model} | {' | '.join(f'{mean:.4f}' for mean in means)} |"


def _splits(history: History) -> Iterator[tuple[str, History, History]]:
    end = round(len(history) * _TRAINED_SHARE)
    order = np.random.default_rng(SEED).permutation(len(history))
    timeless = History(**{**vars(history), "at": None})
    yield "shuffled", timeless.rows(np.sort(order[:end])), timeless.rows(np.sort(order[end:]))
    if history.at is not None:
        yield "by time", history.rows(np.arange(end)), history.rows(np.arange(end, len(history)))


def _forecasts(trained: History, ahead: History) -> Mapping[str, FloatArray]:
    fields = fields_of(trained.columns)
    before = Table(fields, values_of(trained.columns), trained.converted)
    after = Table(fields, values_of(ahead.columns), ahead.converted)
    others: dict[str, Callable[[Table, Table], FloatArray]] = {
        "logistic regression": _logistic,
        "LightGBM, tuned": _boosted,
    }
    ours = train(trained, SEED).conversion
    return {
        f"{_OURS} ({ours.choice.words})": ours.model.log_odds(after.values),
        **{name: fit(before, after) for name, fit in others.items()},
        "naive Bayes": foretell(before, after)["naive Bayes"],
    }


def _logistic(before: Table, after: Table) -> FloatArray:
    scaler = StandardScaler().fit(_spread(before, before))
    fitted = LogisticRegressionCV(
        Cs=6, cv=5, scoring="neg_log_loss", max_iter=2000, l1_ratios=(0.0,), use_legacy_attributes=False
    )
    fitted.fit(scaler.transform(_spread(before, before)), before.happened)
    return np.asarray(fitted.decision_function(scaler.transform(_spread(before, after))), dtype=np.float64)


def _spread(before: Table, rows: Table) -> FloatArray:
    """One column a level; unknown numbers at the median, with a flag."""
    columns: list[FloatArray] = []
    for number, field in enumerate(before.fields):
        column = rows.values[:, number]
        unknown = np.isnan(column)
        if field.kind == "category":
            columns += [(column == level).astype(np.float64) for level in range(len(field.levels))]
        else:
            columns.append(np.where(unknown, np.nanmedian(before.values[:, number]), column))
        columns.append(unknown.astype(np.float64))
    return np.stack(columns, axis=1)


def _boosted(before: Table, after: Table) -> FloatArray:
    categories = [number for number, field in enumerate(before.fields) if field.kind == "category"]
    held_out = np.random.default_rng(SEED).random(len(before)) < 0.2
    best: tuple[float, dict[str, object], int] | None = None
    for leaves in _LEAVES:
        options: dict[str, object] = {
            "objective": "binary", "num_leaves": leaves, "learning_rate": 0.05, "min_data_in_leaf": 20,
            "feature_fraction": 0.8, "num_threads": 1, "seed": SEED, "verbose": -1,
        }  # fmt: skip
        fitting = lightgbm.Dataset(before.values[~held_out], before.happened[~held_out], categorical_feature=categories)
        watching = lightgbm.Dataset(before.values[held_out], before.happened[held_out], reference=fitting)
        stop = lightgbm.early_stopping(_PATIENCE, verbose=False)
        booster = lightgbm.train(options, fitting, 600, valid_sets=[watching], callbacks=[stop])
        loss = float(booster.best_score["valid_0"]["binary_logloss"])
        if best is None or loss < best[0]:
            best = (loss, options, booster.best_iteration)
    assert best is not None  # there is at least one size
    everything = lightgbm.Dataset(before.values, before.happened, categorical_feature=categories)
    chance = lightgbm.train(best[1], everything, max(1, best[2])).predict(after.values)
    return np.asarray(logit(np.clip(chance, 1e-9, 1 - 1e-9)), dtype=np.float64)


def main() -> int:
    if len(sys.argv) > 2:
        sys.stderr.write("usage: python -m leadgate.learning.compare [FOLDER]\n")
        return 2
    try:
        with threadpool_limits(limits=1):
            for line in compare(Path(sys.argv[1])) if sys.argv[1:] else compare_made():
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    except BadInputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
