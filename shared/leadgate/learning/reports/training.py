"""The page of a training: how well unseen leads were foretold, and what moves the chance."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from markupsafe import Markup
from scipy.special import expit

from leadgate.learning.basis import FloatArray
from leadgate.learning.reports.charts import Curve, bars, curves
from leadgate.learning.reports.measured import sentences_of
from leadgate.learning.reports.page import render_page
from leadgate.learning.tables import History
from leadgate.learning.training import Trained
from leadgate.model.bundle import Model

_EFFECTS: Final = 9
_BARS: Final = 20
_POINTS: Final = 16
_SAMPLE: Final = 3000
_LEAST_ROWS: Final = 30
_SEGMENTS: Final = 8
_BEST: Final = 0.1
_ADDED: Final = "adds to the log-odds"


def training_page(
    manifest: Mapping[str, Any], evaluation: Mapping[str, Any], trained: Trained, history: History, model: Model
) -> str:
    reliability, gain, at = (evaluation[name] for name in ("reliability", "gain", "thresholds"))
    promised = Curve("came", *_pair(reliability, "promised", "happened"), points=True)
    ranked = sorted(manifest["inputs"], key=lambda one: -one["importance"])
    return render_page(
        "training",
        manifest=manifest,
        evaluation=evaluation,
        history=history,
        notes=(*history.notes, *trained.notes),
        measured=list(sentences_of(manifest["heads"]))[1:],
        simple=max(evaluation["baselines"].items(), key=lambda pair: pair[1]["auc"]),
        best_tenth=next(one for one in gain if one["share"] == _BEST),
        reliability=curves([promised], ("promised chance", "share that converted"), (True, True), diagonal=True),
        gain=curves(
            [Curve("found", *_pair(gain, "share", "found"))],
            ("share of all leads, the best first", "share of conversions found"),
            (True, True),
            True,
        ),
        lift=curves(
            [Curve("lift", *_pair(gain, "share", "lift"))],
            ("share of all leads, the best first", "times the average"),
            (True, False),
        ),
        volumes=_volumes(at) if at else "",
        quality=_quality(at) if at else "",
        inputs=bars(
            [(one["column"], one["importance"]) for one in ranked[:_BARS]],
            "share of what moves the chance",
            percent=True,
        ),
        effects=_effects(trained, history, model, [one["column"] for one in ranked[:_EFFECTS]]),
        segments=_segments(trained, history, ranked),
    )


def _volumes(at: list[dict[str, float]]) -> Markup:
    return curves(
        [Curve("leads", *_pair(at, "threshold", "rows"), points=True)], ("least chance", "unseen leads"), (True, False)
    )


def _quality(at: list[dict[str, float]]) -> Markup:
    named = (("of these converted (precision)", "precision"), ("of all conversions (recall)", "recall"))
    lines = [Curve(name, *_pair(at, "threshold", figure)) for name, figure in named]
    return curves(lines, ("least chance", "share"), (True, True))


def _pair(rows: list[dict[str, float]], across: str, up: str) -> tuple[list[float], list[float]]:
    return [row[across] for row in rows], [row[up] for row in rows]


def _effects(trained: Trained, history: History, model: Model, names: list[str]) -> list[tuple[str, Markup]]:
    """What each column adds to the log-odds, on average, by its value."""
    step = max(1, len(history) // _SAMPLE)
    added = model.explain(np.ascontiguousarray(trained.served[::step]))
    place = {column.name: number for number, column in enumerate(history.inputs)}
    pictures = []
    for name in names:
        column = history.inputs[place[name]]
        values, effect = column.values[::step], added[:, place[name]]
        if column.kind in ("category", "flag"):
            names_of = column.levels if column.kind == "category" else ("no", "yes")
            levels = [(names_of[int(level)], float(effect[values == level].mean())) for level in _frequent(values)]
            pictures.append((name, bars(sorted(levels, key=lambda one: -one[1]), _ADDED)))
        elif (~np.isnan(values)).sum() >= _LEAST_ROWS:
            across = f"{name}, days before the decision" if column.kind == "date" else name
            pictures.append((name, curves([_curve(name, values, effect)], (across, _ADDED))))
    return pictures


def _curve(name: str, values: FloatArray, effect: FloatArray) -> Curve:
    """Mean effect over neighbouring values, with the middle four fifths of it."""
    known = np.flatnonzero(~np.isnan(values))
    parts = np.array_split(known[np.argsort(values[known], kind="stable")], min(_POINTS, len(known)))
    found = {float(np.median(values[rows])): effect[rows] for rows in parts if len(rows)}
    bounds = [np.quantile(rows, (0.1, 0.9)) for rows in found.values()]
    means = [float(rows.mean()) for rows in found.values()]
    low, high = [float(pair[0]) for pair in bounds], [float(pair[1]) for pair in bounds]
    return Curve(name, list(found), means, low, high, points=True)


def _segments(trained: Trained, history: History, ranked: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Unseen leads by the levels of the three categories that say most: what was promised and what came."""
    unseen = trained.conversion.unseen
    chance = expit(unseen.log_odds)
    columns = {column.name: column for column in history.columns if column.kind == "category"}
    rows = []
    for name in [one["column"] for one in ranked if one["column"] in columns][:3]:
        values = columns[name].values[unseen.rows]
        for level in _frequent(values)[:_SEGMENTS]:
            chosen = values == level
            if chosen.sum() >= _LEAST_ROWS:
                rows.append(
                    {
                        "column": name,
                        "level": columns[name].levels[int(level)],
                        "rows": int(chosen.sum()),
                        "promised": float(chance[chosen].mean()),
                        "happened": float(unseen.happened[chosen].mean()),
                    }
                )
    return rows


def _frequent(values: FloatArray) -> list[float]:
    """Levels, the most frequent first."""
    levels, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    return [float(level) for level in levels[np.argsort(-counts, kind="stable")][:_BARS]]
