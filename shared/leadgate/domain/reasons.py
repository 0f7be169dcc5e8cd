"""Reasons in words that add up exactly: every feature belongs to one topic, whose effect is the sum of its features'.

The effects of all reasons of a layer sum to the layer's log-odds, and with the baseline to those of the verdict.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from leadgate.domain.assessment import LAYERS, LayerName, Pattern, Reason
from leadgate.domain.case import Case
from leadgate.domain.reason_topics import TOPICS

_SMALL: Final = 0.02
# How the lines begin in which the rest of a layer stands.
REST: Final = ("everything else in ", "nothing is known of ")
NOTHING: Final[Mapping[str, str]] = {}


def explain(
    case: Case,
    patterns: tuple[Pattern, ...],
    contributions: Mapping[str, float],
    layer_of: Mapping[str, LayerName],
    baseline: float,
    said: Mapping[str, str] = NOTHING,
) -> tuple[Reason, ...]:
    """contributions: feature → what it adds to the log-odds. said: what is no feature of ours, in words.

    The strongest reason first.

    What is small, and what is unknown (which is no reason), is one line a layer.
    """
    found = {pattern.id: pattern for pattern in patterns}
    known = {name for name in contributions if not math.isnan(case.measures.get(name, math.nan))}
    reasons: list[Reason] = []
    rest = dict.fromkeys(LAYERS, 0.0)
    for name, value in contributions.items():
        rest[layer_of[name]] += value
    for topic in TOPICS:
        effect = sum([contributions.get(name, 0.0) for name in topic.features])
        layer = layer_of[topic.features[0]]
        if abs(effect) >= _SMALL and not known.isdisjoint(topic.features) and _was_looked_at(case, layer):
            text, evidence = topic.say(case, found)
            reasons.append(Reason(layer, text, effect, evidence))
            rest[layer] -= effect
    for name, text in said.items():
        effect = contributions.get(name, 0.0)
        if abs(effect) >= _SMALL:
            reasons.append(Reason(layer_of[name], text, effect))
            rest[layer_of[name]] -= effect
    small = ((layer, value) for layer, value in rest.items() if abs(value) > 1e-12)
    reasons.extend(Reason(layer, _rest_in_words(layer, reasons), value) for layer, value in tuple(small))
    reasons.append(Reason("baseline", "where a lead starts of whom nothing is known", baseline))
    return tuple(sorted(reasons, key=lambda r: (r.layer == "baseline", r.text.startswith(REST), -abs(r.effect))))


def _was_looked_at(case: Case, layer: LayerName) -> bool:
    """Where nothing was ever recorded, what is absent is unknown, and no reason."""
    dossier = case.dossier
    known = bool(dossier.signals or case.machines)
    return known or layer == "fit" or (layer == "relationship" and bool(dossier.deals or dossier.colleagues))


def _rest_in_words(layer: LayerName, reasons: Sequence[Reason]) -> str:
    told = any(reason.layer == layer for reason in reasons)
    return f"{REST[0] if told else REST[1]}{layer}"
