"""Exact Shapley values of trees, by table: which way a lead goes at each split of a small tree says all there is.

For a leaf with value v behind k features, a coalition S is worth v · Π_{i∈S} holds_i · Π_{i∉S} share_i, where holds_i
says whether the lead goes the leaf's way at all its splits on feature i, and share_i which part of the rows does (the
path-dependent game of TreeSHAP, Lundberg et al. 2018). A tree of m splits has 2^m patterns of ways to go; with m ≤ 7
the values of every feature fit a table with a row for each. They sum exactly to what the tree adds, less its mean.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.families.trees import Tree, Trees


@dataclass(frozen=True)
class Patterns:
    """T trees, each padded to M splits. feature, threshold, unknown_left, bit: (T, M); a padded split has bit 0.

    start: (T,) where the rows of each tree begin in `table`, (rows, M): the values of the features of its splits, each
    at the first split on it, by the sum of the bits of the splits at which a lead goes left.
    """

    feature: IntArray
    threshold: FloatArray
    unknown_left: BoolArray
    bit: IntArray
    start: IntArray
    table: FloatArray

    def values(self, features: FloatArray) -> FloatArray:
        """(n, F): the reference, in numpy."""
        asked = features[:, self.feature]
        left = np.where(np.isnan(asked), self.unknown_left, asked <= self.threshold)
        found = self.table[(left * self.bit).sum(axis=2) + self.start]
        out = np.zeros_like(features)
        np.add.at(out.T, self.feature.ravel(), found.reshape(len(features), -1).T)
        return out


def patterns_of(trees: Trees, scale: float) -> Patterns:
    """Of every tree; values times scale."""
    most = max(len(tree.feature) for tree in trees.trees)
    tables = [scale * _table(tree, most) for tree in trees.trees]
    return Patterns(
        feature=_padded([tree.feature for tree in trees.trees], most).astype(np.int64),
        threshold=_padded([tree.threshold for tree in trees.trees], most),
        unknown_left=_padded([tree.unknown_left for tree in trees.trees], most) > 0,
        bit=_padded([1 << np.arange(len(tree.feature)) for tree in trees.trees], most).astype(np.int64),
        start=np.concatenate(([0], np.cumsum([len(table) for table in tables])[:-1])).astype(np.int64),
        table=np.vstack(tables),
    )


def _padded(rows: Sequence[np.ndarray[Any, Any]], width: int) -> FloatArray:
    return np.stack([np.pad(row.astype(np.float64), (0, width - len(row))) for row in rows])


def _table(tree: Tree, width: int) -> FloatArray:
    """(2^m, width)."""
    splits = len(tree.feature)
    left = ((np.arange(1 << splits)[:, None] >> np.arange(splits)) & 1).astype(bool)
    first = [int(np.flatnonzero(tree.feature == feature)[0]) for feature in tree.feature]
    table = np.zeros((len(left), width))
    for leaf, way in _ways(tree):
        features = list(dict.fromkeys(first[node] for node, _, _ in way))
        holds = np.ones((len(left), len(features)), dtype=bool)
        shares = np.ones(len(features))
        for node, goes_left, share in way:
            place = features.index(first[node])
            holds[:, place] &= left[:, node] == goes_left
            shares[place] *= share
        table[:, features] += tree.leaf[leaf] * _answers(holds, shares)
    return table


def _ways(tree: Tree) -> Iterator[tuple[int, list[tuple[int, bool, float]]]]:
    """(leaf, its way from the root: node, whether it goes left there, the part of the rows that does)."""
    cover = _covers(tree)
    waiting: list[tuple[int, list[tuple[int, bool, float]]]] = [(0, [])]
    while waiting:
        node, way = waiting.pop()
        if node < 0:
            yield -1 - node, way
            continue
        for child, goes_left in ((int(tree.right[node]), False), (int(tree.left[node]), True)):
            share = (tree.cover[-1 - child] if child < 0 else cover[child]) / cover[node]
            waiting.append((child, [*way, (node, goes_left, float(share))]))


def _covers(tree: Tree) -> FloatArray:
    """Rows at each node; children stand after their parents."""
    cover = np.zeros(len(tree.feature))
    for node in range(len(cover) - 1, -1, -1):
        for child in (int(tree.left[node]), int(tree.right[node])):
            cover[node] += tree.cover[-1 - child] if child < 0 else cover[child]
    return cover


def _answers(holds: BoolArray, shares: FloatArray) -> FloatArray:
    """(patterns, k): Shapley values of a leaf worth 1. holds: (patterns, k), shares: (k,)."""
    values = np.zeros(holds.shape)
    for player, coalition, outside, weight in _coalitions(len(shares)):
        worth = holds[:, list(coalition)].all(axis=1) * shares[list(outside)].prod()
        values[:, player] += weight * worth * (holds[:, player] - shares[player])
    return values


@lru_cache(maxsize=16)
def _coalitions(count: int) -> tuple[tuple[int, tuple[int, ...], tuple[int, ...], float], ...]:
    """(player, coalition of others, those outside of it, weight)."""
    found = []
    for player in range(count):
        others = [other for other in range(count) if other != player]
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for coalition in combinations(others, size):
                outside = tuple(other for other in others if other not in coalition)
                found.append((player, coalition, outside, weight))
    return tuple(found)
