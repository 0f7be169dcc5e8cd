"""A model trained anew on the history as it is now: when it is due, how it is judged, where it then stands (L2).

What is judged is what stands: the newest rows are held out, and the bundle that was measured on them is kept as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.settings import Settings
from leadgate.domain.settings_learning import RetrainSettings
from leadgate.errors import RetryableError
from leadgate.learning.drift.inputs import AskedDrift, leads_of
from leadgate.learning.drift.report import find_drift
from leadgate.learning.evaluation import evaluate
from leadgate.learning.fairness.asked import ask_parity
from leadgate.learning.fairness.cost import fairness_figures
from leadgate.learning.fairness.scores import natural_threshold
from leadgate.learning.histories import history_in
from leadgate.learning.leak_rules import without_leaks
from leadgate.learning.leaks import find_leaks
from leadgate.learning.levels import code
from leadgate.learning.promotion import Judgement, Trial, judge
from leadgate.learning.reports.plain import plain
from leadgate.learning.scored import chances_of
from leadgate.learning.tables import History, column_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import train
from leadgate.model.bundle import Model
from leadgate.model.promoted import files_of, load_files
from leadgate.model.standing import promoted, shadowed
from leadgate.ports import BundleStore

_ACTION: Final = "trained"


@dataclass(frozen=True)
class Retrained:
    """why: what made it due; or why it was not. version, judgement: None where nothing was trained."""

    why: str
    version: str | None = None
    judgement: Judgement | None = None
    stands: str = ""


def retrain(
    path: Path, settings: Settings, store: BundleStore, now: datetime, only_if_due: bool, seed: int = 7
) -> Retrained:
    """path: of the history that `settings.learning.retrain.data` names. Raises BadInputError, and what stores raise."""
    asked = settings.learning.retrain
    history = history_in(path, _roles(asked), settings)
    champion = _champion(store)
    why = due(history, path, settings, store, champion, now) if only_if_due else "asked for"
    if why is None:
        return Retrained("not due: trained lately, and nothing has drifted since")
    start = len(history) - round(len(history) * asked.held_out_share)
    past, newest = history.rows(np.arange(start)), history.rows(np.arange(start, len(history)))
    version, challenger = _train(past, store, settings, seed)
    judgement = judge(_trial(path, newest, asked, challenger, champion), settings.learning.promotion, seed)
    event = {"at": render_instant(now), "why": why, "rows": len(past), "until_day": _newest(history)}
    stands = _stand(store, version, judgement, asked, event)
    return Retrained(why, version, judgement, stands)


def due(
    history: History, path: Path, settings: Settings, store: BundleStore, champion: Model | None, now: datetime
) -> str | None:
    """Why a training is due; None where it is not."""
    asked = settings.learning.retrain
    last = next((event for event in reversed(store.events()) if event.get("action") == _ACTION), None)
    if last is None:
        return "never trained before"
    at = parse_instant(last["at"])
    if at is None or now - at >= timedelta(days=asked.every_days):
        return f"trained last at {last['at']}"
    if not asked.on_drift:
        return None
    alarms = _drifted(history, path, settings, float(last["until_day"]), champion)
    return f"drift: {alarms[0]}" if alarms else None


def _drifted(
    history: History, path: Path, settings: Settings, until_day: float, champion: Model | None
) -> tuple[str, ...]:
    """Of the rows that came since against those that were learned from."""
    roles = history.roles
    asked = AskedDrift(roles.target, roles.positive, roles.time, None, champion, _not_compared(history))
    days = history.at if history.at is not None else np.zeros(len(history))
    parts = [history.rows(days <= until_day), history.rows(days > until_day)]
    if not all(len(part) for part in parts):
        return ()
    before, since = (leads_of(path, part.frame, asked) for part in parts)
    return find_drift(before, since, settings.learning.drift).alarms


def _not_compared(history: History) -> tuple[str, ...]:
    return tuple(name for name in (history.roles.id, *history.roles.exclude) if name)


def _roles(asked: RetrainSettings) -> dict[str, Any]:
    named = {name: getattr(asked, name) or None for name in ("target", "time", "id", "positive", "segment")}
    return {**named, "exclude": asked.exclude, "fair": asked.fair}


def _champion(store: BundleStore) -> Model | None:
    """None while the bundled one judges, which reads no tables."""
    current = store.standing().current
    return load_files(store.files(current)) if current else None


def _train(past: History, store: BundleStore, settings: Settings, seed: int) -> tuple[str, Model]:
    """Columns that surely leak are left out, as `leadgate train` does."""
    learning = settings.learning
    past, parity = ask_parity(past, learning.retrain.fair_by, learning.fairness)
    leaks = find_leaks(past)
    clean, _ = without_leaks(past, leaks, drop_suspects=False, allowed=())
    trained = train(clean, seed, parity=parity)
    evaluation = evaluate(trained, leaks, fairness_figures(trained.conversion, clean, learning.fairness))
    with TemporaryDirectory(prefix="leadgate-train-") as folder:
        origin = {"name": "retrained", "currency": settings.currency, "seed": seed}
        write_trained(Path(folder), trained, clean, origin, evaluation)
        files = files_of(Path(folder))
    return store.add(files), load_files(files)


def _trial(path: Path, newest: History, asked: RetrainSettings, challenger: Model, champion: Model | None) -> Trial:
    """On rows that neither learned from, if the champion is not newer than they are."""
    frame, happened = newest.frame, newest.converted
    chance = chances_of(path, frame, challenger)
    base_rate = np.full(len(newest), float(happened.mean()))
    names = newest.roles.id
    named = frame[names].to_list() if names else range(1, len(newest) + 1)
    return Trial(
        ids=[str(name) for name in named],
        challenger=chance,
        champion=base_rate if champion is None else chances_of(path, frame, champion),
        happened=happened,
        takes_from=natural_threshold(chance, happened, 0.5),
        segments={name: code(column_of(frame, name, "learning.retrain.segments")) for name in asked.segments},
    )


def _newest(history: History) -> float:
    """In days since 1970: what comes later is news at the next check."""
    return float(history.at[-1]) if history.at is not None else 0.0


def _stand(
    store: BundleStore, version: str, judgement: Judgement, asked: RetrainSettings, event: Mapping[str, Any]
) -> str:
    """Where the new bundle stands; recorded with its evidence. Raises RetryableError where somebody was quicker."""
    old = store.standing()
    if version == old.current:
        new, stands = old, "judges already"
    elif asked.then == "promote" and judgement.promote:
        new, stands = promoted(old, version), "judges"
    else:
        new, stands = old if version in old.shadows else shadowed(old, version), "in the shadow"
    record = {**event, "action": _ACTION, "version": version, "stands": stands, "evidence": plain(judgement)}
    if not store.swap(old, new, record):
        raise RetryableError("somebody else has just changed which model stands; train again")
    return stands
