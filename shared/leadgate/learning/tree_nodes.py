"""Trees as one node of a graph: `TreeEnsemble` of ONNX-ML 5, in doubles, one target a layer."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

from leadgate.learning.basis import IntArray
from leadgate.learning.families.trees import Tree, Trees

ML_OPSET: Final = 5
_LEQ: Final = 0
_SUM: Final = 1


def tree_node(trees: Trees, targets: int, scale: float, given: str, made: str) -> NodeProto:
    """given: (n, F) float64. made: (n, targets), what each layer's trees add, times scale."""
    starts = _starts([len(tree.feature) for tree in trees.trees])
    leaf_starts = _starts([len(tree.leaf) for tree in trees.trees])
    children = [
        _children(tree, start, leaf) for tree, start, leaf in zip(trees.trees, starts, leaf_starts, strict=True)
    ]
    left, left_is_leaf, right, right_is_leaf = (np.concatenate(part) for part in zip(*children, strict=True))
    parts = trees.trees
    targets_of = np.repeat(trees.layers, [len(tree.leaf) for tree in parts])
    weights = np.concatenate([(tree.leaf - tree.mean) * scale for tree in parts])
    return helper.make_node(
        "TreeEnsemble",
        [given],
        [made],
        domain="ai.onnx.ml",
        n_targets=targets,
        aggregate_function=_SUM,
        post_transform=0,
        tree_roots=starts,
        nodes_featureids=_whole(tree.feature for tree in parts),
        nodes_splits=_tensor(np.concatenate([tree.threshold for tree in parts])),
        nodes_modes=_tensor(np.full(len(left), _LEQ, dtype=np.uint8)),
        nodes_truenodeids=left.tolist(),
        nodes_trueleafs=left_is_leaf.tolist(),
        nodes_falsenodeids=right.tolist(),
        nodes_falseleafs=right_is_leaf.tolist(),
        nodes_missing_value_tracks_true=_whole(tree.unknown_left for tree in parts),
        leaf_targetids=targets_of.tolist(),
        leaf_weights=_tensor(weights),
    )


def _starts(sizes: Sequence[int]) -> list[int]:
    return [0, *np.cumsum(sizes).tolist()[:-1]]


def _children(tree: Tree, start: int, leaf_start: int) -> tuple[IntArray, ...]:
    """Places of left and right children in the whole ensemble, each beside whether it is a leaf."""
    found: list[IntArray] = []
    for child in (tree.left, tree.right):
        is_leaf = child < 0
        found += [np.where(is_leaf, leaf_start - 1 - child, start + child), is_leaf.astype(np.int64)]
    return tuple(found)


def _whole(parts: Iterable[IntArray]) -> list[int]:
    return [int(value) for part in parts for value in part]


def _tensor(values: np.ndarray[Any, Any]) -> TensorProto:
    return numpy_helper.from_array(values)
