"""Gradient boosting whose trees each stay inside one layer, so that their sum is exactly a sum over layers.

LightGBM finds the trees (Ke et al. 2017); what is kept of them are plain arrays, for explanations and the graph alike.
A value that was never unknown in training goes, should it be unknown later, with the greater part of the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np

from leadgate.learning.basis import FloatArray, IntArray


@dataclass(frozen=True)
class Shape:
    """How large trees may grow: to 8 leaves at most, for their reasons are told by table.

    rows: the least in a leaf, as a share of all rows.
    """

    leaves: int
    depth: int
    rate: float
    rows: float


@dataclass(frozen=True)
class Tree:
    """Nodes 0 … m−1 that split on features, the root first; children below zero are leaves: −1 − its number.

    unknown_left: where an unknown value goes. cover: rows at each leaf.
    """

    feature: IntArray
    threshold: FloatArray
    left: IntArray
    right: IntArray
    unknown_left: IntArray
    leaf: FloatArray
    cover: FloatArray

    @property
    def mean(self) -> float:
        """Of its leaves by their rows."""
        return float(self.leaf @ self.cover / self.cover.sum())


@dataclass(frozen=True)
class Trees:
    """base + Σ (tree − its mean). layers: (T,) the layer of each tree."""

    trees: tuple[Tree, ...]
    layers: IntArray
    base: float

    def by_layer(self, features: FloatArray, count: int) -> FloatArray:
        """(n, count) what the trees of each layer add, each less its mean."""
        added = np.zeros((len(features), count))
        for tree, layer in zip(self.trees, self.layers.tolist(), strict=True):
            added[:, layer] += tree.leaf[leaves_of(tree, features)] - tree.mean
        return added

    def log_odds(self, features: FloatArray) -> FloatArray:
        added: FloatArray = self.by_layer(features, int(self.layers.max(initial=0)) + 1).sum(axis=1)
        return self.base + added


def fit_trees(
    features: FloatArray,
    happened: FloatArray,
    layers: IntArray,
    shape: Shape,
    rounds: int,
    seed: int,
    weight: FloatArray | None = None,
) -> lightgbm.Booster:
    """layers: (F,) of each feature. weight: (n,), 1 where None. On one thread: the same rows give the same trees."""
    binning = {"verbose": -1, "max_bin": 127, "min_data_in_bin": 3}
    data = lightgbm.Dataset(features, happened, weight=weight, params=binning)
    return lightgbm.train(_parameters(shape, layers, len(happened), seed), data, num_boost_round=rounds)


def trees_of(booster: lightgbm.Booster, layers: IntArray) -> Trees:
    """What a booster found, as arrays. layers: (F,) of each feature."""
    found = [_tree(said["tree_structure"]) for said in booster.dump_model()["tree_info"]]
    split = tuple(tree for tree in found if tree.feature.size)
    base = sum(tree.mean for tree in found)
    return Trees(split, np.array([layers[tree.feature[0]] for tree in split], dtype=np.int64), base)


def leaves_of(tree: Tree, features: FloatArray) -> IntArray:
    """(n,) the number of the leaf each row falls into."""
    at = np.zeros(len(features), dtype=np.int64)
    rows = np.arange(len(features))
    while rows.size:
        node = at[rows]
        value = features[rows, tree.feature[node]]
        goes_left = np.where(np.isnan(value), tree.unknown_left[node] > 0, value <= tree.threshold[node])
        at[rows] = np.where(goes_left, tree.left[node], tree.right[node])
        rows = rows[at[rows] >= 0]
    return -1 - at


def _parameters(shape: Shape, layers: IntArray, rows: int, seed: int) -> dict[str, Any]:
    return {
        "objective": "binary",
        "num_leaves": shape.leaves,
        "max_depth": shape.depth,
        "learning_rate": shape.rate,
        "min_data_in_leaf": max(5, round(shape.rows * rows)),
        "lambda_l2": 5.0,
        "feature_fraction": 0.7,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "interaction_constraints": [np.flatnonzero(layers == layer).tolist() for layer in np.unique(layers)],
        "num_threads": 1,
        "deterministic": True,
        "force_row_wise": True,
        "seed": seed,
        "verbose": -1,
    }


def _tree(root: Mapping[str, Any]) -> Tree:
    nodes, leaves = _numbered(root)
    if not nodes:
        return _flat(root)
    split, leaf = (
        {id(node): place for place, node in enumerate(nodes)},
        {id(one): place for place, one in enumerate(leaves)},
    )

    def place(child: Mapping[str, Any]) -> int:
        return split[id(child)] if id(child) in split else -1 - leaf[id(child)]

    return Tree(
        feature=np.array([node["split_feature"] for node in nodes], dtype=np.int64),
        threshold=np.array([node["threshold"] for node in nodes], dtype=np.float64),
        left=np.array([place(node["left_child"]) for node in nodes], dtype=np.int64),
        right=np.array([place(node["right_child"]) for node in nodes], dtype=np.int64),
        unknown_left=np.array([_unknown_left(node) for node in nodes], dtype=np.int64),
        leaf=np.array([one["leaf_value"] for one in leaves], dtype=np.float64),
        cover=np.array([max(one["leaf_count"], 1) for one in leaves], dtype=np.float64),
    )


def _flat(root: Mapping[str, Any]) -> Tree:
    """A tree of one leaf."""
    none, nowhere = np.zeros(0), np.zeros(0, dtype=np.int64)
    return Tree(nowhere, none, nowhere, nowhere, nowhere, np.array([root["leaf_value"]]), np.ones(1))


def _numbered(root: Mapping[str, Any]) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    walked = list(_walk(root))
    return [one for one in walked if "split_feature" in one], [one for one in walked if "split_feature" not in one]


def _walk(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    if "split_feature" in node:
        yield from _walk(node["left_child"])
        yield from _walk(node["right_child"])


def _unknown_left(node: Mapping[str, Any]) -> bool:
    if node["missing_type"] == "NaN":
        return bool(node["default_left"])
    return _rows(node["left_child"]) >= _rows(node["right_child"])


def _rows(node: Mapping[str, Any]) -> int:
    return int(node["internal_count"] if "split_feature" in node else node["leaf_count"])
