"""A trained model as two ONNX graphs: `answers` for every lead, `contributions` for those whose reasons are asked for.

Ramps and flags of all heads are one row, `basis`; each head is a product with it. Trees are one `TreeEnsemble`; their
reasons are look-ups (`learning.shapley`). Two graphs, because onnxruntime runs all of one whatever is asked of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.export import LEAST, MOST
from leadgate.learning.families.trees import Trees
from leadgate.learning.nodes import Graph, layer_spread
from leadgate.learning.segment_nodes import SegmentColumns, move_answers, move_reasons
from leadgate.learning.shapley import Patterns, patterns_of
from leadgate.learning.terms import Terms
from leadgate.learning.tree_nodes import tree_node

_UNKNOWN: Final = -1e9
_SMALL_PRODUCT: Final = 20_000


@dataclass(frozen=True)
class Heads:
    """All that a graph answers, on S served columns of I inputs.

    conversion: calibrated. term_means: what each of its terms adds on average. layer_of, input_of: (S,).
    trees: on served columns, weighed by trees_weight. others: answer → terms, in the order of the answers.
    segment: the columns that move each layer to the lead's segment.
    """

    conversion: Terms
    term_means: FloatArray
    layer_of: IntArray
    input_of: IntArray
    trees: Trees | None = None
    trees_weight: float = 0.0
    others: Mapping[str, Terms] = field(default_factory=dict)
    segment: SegmentColumns | None = None

    @property
    def baseline(self) -> float:
        """Log-odds of a mean lead."""
        base = self.trees_weight * self.trees.base if self.trees else 0.0
        return self.conversion.constant + float(self.term_means.sum()) + base

    @property
    def inputs(self) -> int:
        return int(self.input_of.max()) + 1

    def answers(self, served: FloatArray) -> FloatArray:
        """(n, A) in numpy: the reference."""
        added = self.conversion.added(served) - self.term_means
        layers = added @ np.eye(len(LAYERS))[self.layer_of[self._term_columns]]
        if self.trees is not None:
            layers = layers + self.trees_weight * self.trees.by_layer(served, len(LAYERS))
        if self.segment is not None:
            layers = self.segment.moved(layers, served)
        log_odds = self.baseline + layers.sum(axis=1)
        others = [terms.value(served) for terms in self.others.values()]
        return np.column_stack((layers, log_odds, *others))

    @property
    def _term_columns(self) -> IntArray:
        return np.array([term.column for term in self.conversion.terms], dtype=np.int64)


def answers_graph(heads: Heads, answers: int) -> bytes:
    """Pinned to one opset and IR version; the same heads give the same bytes. answers: how many columns there are."""
    made, width = Graph(), len(heads.layer_of)
    ramps = _Ramps.of([heads.conversion, *heads.others.values()])
    has_trees = heads.trees is not None and bool(heads.trees.trees)
    whole = "answers" if heads.segment is None else "whole_answers"
    by_ramps = "by_ramps" if has_trees else whole
    weights = _answer_weights(heads, ramps, width)
    if has_trees and not len(ramps.owner):
        by_ramps = made.constant("constants", weights[-1])
    else:
        used = _used(weights)
        _basis_nodes(made, ramps, width, used)
        made.node("MatMul", ["basis", made.constant("weights", weights[used])], by_ramps)
    if heads.trees is not None and has_trees:
        made.nodes.append(tree_node(heads.trees, len(LAYERS), heads.trees_weight, "features", "by_trees"))
        made.node("MatMul", ["by_trees", made.constant("spread", layer_spread(answers))], "tree_answers")
        made.node("Add", ["tree_answers", by_ramps], whole)
    if heads.segment is not None:
        move_answers(made, heads.segment, whole, answers)
    return made.bytes(width, "answers", answers)


def reasons_graph(heads: Heads) -> bytes:
    """What each input adds to the log-odds of conversion, less what it adds to a mean lead."""
    made, width = Graph(), len(heads.layer_of)
    ramps = _Ramps.of([heads.conversion])
    added = _reason_weights(heads, ramps, width)
    _basis_nodes(made, ramps, width, _used(added))
    whole = "contributions" if heads.segment is None else "whole_contributions"
    weights = made.constant("weights", added[_used(added)])
    if heads.trees is None or not heads.trees.trees:
        made.node("MatMul", ["basis", weights], whole)
    else:
        made.node("MatMul", ["basis", weights], "ramp_reasons")
        _tree_reasons(made, patterns_of(heads.trees, heads.trees_weight), heads)
        made.node("Add", ["ramp_reasons", "tree_reasons"], whole)
    if heads.segment is not None:
        layer_of_input = np.zeros(heads.inputs, dtype=np.int64)
        layer_of_input[heads.input_of] = heads.layer_of
        move_reasons(made, heads.segment, whole, layer_of_input)
    return made.bytes(width, "contributions", heads.inputs)


@dataclass(frozen=True)
class _Ramps:
    """Ramps of all terms of all heads in one row; terms on the same knots of a column share theirs."""

    owner: IntArray
    starts: FloatArray
    slopes: FloatArray
    first: Mapping[tuple[int, int], int]

    @staticmethod
    def of(all_terms: Sequence[Terms]) -> "_Ramps":
        owner: list[int] = []
        starts: list[FloatArray] = [np.zeros(0)]
        slopes: list[FloatArray] = [np.zeros(0)]
        first: dict[tuple[int, int], int] = {}
        made: dict[tuple[int, bytes], int] = {}
        for number, terms in enumerate(all_terms):
            for place, term in enumerate(terms.terms):
                same = (term.column, term.knots.tobytes())
                first[number, place] = made.setdefault(same, len(owner))
                if first[number, place] == len(owner):
                    owner += [term.column] * len(term.ramps)
                    starts.append(term.knots[:-1])
                    slopes.append(1.0 / np.diff(term.knots))
        return _Ramps(np.array(owner, dtype=np.int64), np.concatenate(starts), np.concatenate(slopes), first)

    def column(self, number: int, terms: Terms, place: int, width: int) -> FloatArray:
        """(K + S + 1,) what one term adds, by ramp and by flag."""
        term = terms.terms[place]
        weights = np.zeros(len(self.owner) + width + 1)
        start = self.first[number, place]
        weights[start : start + len(term.ramps)] = term.ramps
        weights[len(self.owner) + term.column] = term.unknown
        return weights

    def total(self, number: int, terms: Terms, width: int) -> FloatArray:
        """(K + S + 1,) all terms and the constant."""
        weights = np.zeros(len(self.owner) + width + 1)
        for place in range(len(terms.terms)):
            weights += self.column(number, terms, place, width)
        weights[-1] = terms.constant
        return weights


def _used(weights: FloatArray) -> BoolArray:
    """(K + S + 1,) the part of the basis that any answer rests on, and the constant."""
    used: BoolArray = (weights != 0).any(axis=1)
    used[-1] = True
    return used


def _basis_nodes(made: Graph, ramps: _Ramps, width: int, used: BoolArray) -> None:
    """basis: of K + S + 1 columns those that are used: ramps, 0 where unknown; flags of the unknown; a constant 1."""
    bounds = [made.constant(name, np.array(value)) for name, value in (("least", LEAST), ("most", MOST))]
    ends = [made.constant(name, np.array(value)) for name, value in (("zero", 0.0), ("one", 1.0))]
    made.node("IsNaN", ["features"], "unknown")
    made.node("Clip", ["features", *bounds], "held")
    made.node("Where", ["unknown", made.constant("sentinel", np.array(_UNKNOWN)), "held"], "known")
    scale = np.concatenate((ramps.slopes, np.full(width, 1.0 / LEAST), [0.0]))[used]
    start = np.concatenate((ramps.starts, np.full(width, LEAST), [0.0]))[used]
    owner = np.concatenate((ramps.owner, np.arange(width), [0]))[used]
    last = np.zeros(len(owner))
    last[-1] = 1.0
    if width * len(owner) <= _SMALL_PRODUCT:  # two nodes for five: a microsecond each where a lead comes alone
        slopes = np.where(np.arange(width)[:, None] == owner, scale, 0.0)
        offsets = made.constant("offsets", last - start * scale)
        made.node("Gemm", ["known", made.constant("slopes", slopes), offsets], "rising")
        made.node("Clip", ["rising", *ends], "basis")
        return
    made.node("Gather", ["known", made.constant("owner", owner)], "spread_out", axis=1)
    made.node("Sub", ["spread_out", made.constant("starts", start)], "beyond")
    made.node("Mul", ["beyond", made.constant("slopes", scale)], "rising")
    made.node("Clip", ["rising", *ends], "ramps")
    made.node("Add", ["ramps", made.constant("constant_one", last)], "basis")


def _answer_weights(heads: Heads, ramps: _Ramps, width: int) -> FloatArray:
    layers = np.zeros((len(ramps.owner) + width + 1, len(LAYERS)))
    for place, term in enumerate(heads.conversion.terms):
        added = ramps.column(0, heads.conversion, place, width)
        added[-1] = -heads.term_means[place]
        layers[:, heads.layer_of[term.column]] += added
    log_odds = layers.sum(axis=1)
    log_odds[-1] += heads.baseline
    others = [ramps.total(number, terms, width) for number, terms in enumerate(heads.others.values(), 1)]
    return np.column_stack((layers, log_odds, *others))


def _reason_weights(heads: Heads, ramps: _Ramps, width: int) -> FloatArray:
    weights = np.zeros((len(ramps.owner) + width + 1, heads.inputs))
    for place, term in enumerate(heads.conversion.terms):
        added = ramps.column(0, heads.conversion, place, width)
        added[-1] = -heads.term_means[place]
        weights[:, heads.input_of[term.column]] += added
    return weights


def _tree_reasons(made: Graph, patterns: Patterns, heads: Heads) -> None:
    """Which way a lead goes at the splits of a tree is the row of the tree's values; they are summed by input."""
    trees, splits = patterns.feature.shape
    made.node("Gather", ["features", made.constant("asked", patterns.feature.ravel())], "asked_values", axis=1)
    made.node("LessOrEqual", ["asked_values", made.constant("thresholds", patterns.threshold.ravel())], "below")
    made.node("IsNaN", ["asked_values"], "asked_unknown")
    made.node("And", ["asked_unknown", made.constant("unknown_left", patterns.unknown_left.ravel())], "let_left")
    made.node("Or", ["below", "let_left"], "left")
    made.node(
        "Where", ["left", made.constant("bits", patterns.bit.ravel()), made.constant("no", np.array(0))], "bits_set"
    )
    made.node("Reshape", ["bits_set", made.constant("by_tree", np.array([-1, trees, splits]))], "bits_of_trees")
    made.node("ReduceSum", ["bits_of_trees", made.constant("of_splits", np.array([2]))], "patterns", keepdims=0)
    made.node("Add", ["patterns", made.constant("tree_starts", patterns.start)], "rows")
    made.node("Gather", [made.constant("table", patterns.table), "rows"], "values_of_trees", axis=0)
    made.node("Reshape", ["values_of_trees", made.constant("in_a_row", np.array([-1, trees * splits]))], "values")
    inputs = np.eye(heads.inputs)[heads.input_of[patterns.feature.ravel()]]
    made.node("MatMul", ["values", made.constant("inputs_of_values", inputs)], "tree_reasons")
