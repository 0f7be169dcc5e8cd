"""Settings as SSM parameters: one for each setting, lists and mappings as JSON, in parts where one would be too long.

`/leadgate/{stage}/market/minimum_fit` is `market.minimum_fit`. Text stands as it is, everything else as JSON. A value
too long for one parameter stands as `…/part-001`, `…/part-002` …: each a list or mapping, joined in the order of names.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from leadgate.domain.section import leaves
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError

MAX_PARAMETER_BYTES: Final = 4_096
_PART = "part-"
_EMPTY: Final = '""'
"""A parameter cannot be empty: so an empty text stands in it."""
_DEFAULTS: Final = dict(leaves(Settings()))


def to_parameters(settings: Settings) -> dict[str, str]:
    """Path under the stage → value, for every setting that its file names, be it at its default.

    Raises BadInputError naming the setting where one element alone is too long for a parameter.
    """
    return dict(part for path, value in leaves(settings, only_given=True) for part in _parts(path, value))


def overlaid(below: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Both together; a setting that stands in `above` is left out of `below`, with all its parts."""
    settled = {_setting(name) for name in above}
    return {name: value for name, value in below.items() if _setting(name) not in settled} | dict(above)


def to_tree(parameters: Mapping[str, str]) -> dict[str, Any]:
    """What `validated` reads; a name that is no setting stays in it, to be refused by its path."""
    tree: dict[str, Any] = {}
    for path, value in _joined(parameters).items():
        *groups, name = path.split(".")
        node = tree
        for group in groups:
            node = node.setdefault(group, {})
            if not isinstance(node, dict):
                raise BadInputError(path, "stands inside another setting; one of the two is allowed")
        if name in node:
            raise BadInputError(path, "stands inside another setting; one of the two is allowed")
        node[name] = value
    return tree


def _joined(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Dotted path → value, parts put together."""
    found: dict[str, Any] = {}
    for name in sorted(parameters):
        path, value = _read(name, parameters[name])
        found[path] = _extended(path, found[path], value) if path in found else value
    return found


def _read(name: str, text: str) -> tuple[str, Any]:
    path = _setting(name)
    if isinstance(_DEFAULTS.get(path), str):
        return path, "" if text == _EMPTY else text
    try:
        return path, json.loads(text)
    except ValueError:
        return path, text  # whoever validates it says what is allowed instead


def _setting(name: str) -> str:
    """The dotted path of the setting that a parameter is, or is a part of."""
    path, _, last = name.strip("/").replace("/", ".").rpartition(".")
    return path if last.startswith(_PART) else f"{path}.{last}".lstrip(".")


def _extended(path: str, first: Any, second: Any) -> Any:
    if isinstance(first, list) and isinstance(second, list):
        return first + second
    if isinstance(first, dict) and isinstance(second, dict):
        return first | second
    raise BadInputError(path, "only lists, or only objects, are allowed in its parts")


def _parts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    name = path.replace(".", "/")
    text = value if isinstance(value, str) and value else _json(value)
    if len(text.encode()) <= MAX_PARAMETER_BYTES:
        yield name, text
        return
    if not isinstance(value, list | dict):
        raise BadInputError(path, f"is longer than the {MAX_PARAMETER_BYTES:,} bytes that a parameter takes")
    for number, part in enumerate(_split(path, value), start=1):
        yield f"{name}/{_PART}{number:03d}", _json(part)


def _split(path: str, value: list[Any] | dict[str, Any]) -> Iterator[list[Any] | dict[str, Any]]:
    """Pieces of the same kind that fit, each as long as it can be."""
    singles = [[element] for element in value] if isinstance(value, list) else [{k: v} for k, v in value.items()]
    piece: Any = type(value)()
    for single in singles:
        if len(_json(single).encode()) > MAX_PARAMETER_BYTES:
            raise BadInputError(path, f"one of its elements is longer than {MAX_PARAMETER_BYTES:,} bytes")
        wider = _extended(path, piece, single)
        if len(_json(wider).encode()) > MAX_PARAMETER_BYTES:
            yield piece
            wider = single
        piece = wider
    yield piece


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
