"""SOQL as far as it is spoken here: text → a query, or the error that Salesforce answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from .errors import ApiError, refused

GRAMMAR: Final = r"""
    start: query
    query: "SELECT"i items "FROM"i NAME [where] [order] [limit] [offset]
    items: item ("," item)*
    ?item: count | path | subquery
    count: "COUNT"i "(" ")"
    path: NAME ("." NAME)*
    subquery: "(" query ")"
    where: "WHERE"i condition
    ?condition: conjunction ("OR"i conjunction)* -> any_of
    ?conjunction: term ("AND"i term)* -> all_of
    ?term: "NOT"i term -> negated | "(" condition ")" | comparison
    comparison: path OPERATOR value -> compare
        | path "LIKE"i value -> like
        | path "IN"i set -> within
        | path "NOT"i "IN"i set -> outside
    ?set: "(" value ("," value)* ")" -> values | subquery
    order: "ORDER"i "BY"i ordering ("," ordering)*
    ordering: path [DIRECTION] ["NULLS"i PLACE]
    limit: "LIMIT"i INT
    offset: "OFFSET"i INT
    ?value: STRING -> text | DATETIME -> instant | DATE -> day | NUMBER -> number
        | "TRUE"i -> yes | "FALSE"i -> no | "NULL"i -> nothing
    OPERATOR: "=" | "!=" | "<>" | "<=" | ">=" | "<" | ">"
    DIRECTION: "ASC"i | "DESC"i
    PLACE: "FIRST"i | "LAST"i
    STRING: /'(?:[^'\\]|\\.)*'/
    DATETIME.3: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/
    DATE.2: /\d{4}-\d\d-\d\d/
    NUMBER: /-?\d+(\.\d+)?/
    NAME: /[A-Za-z_]\w*/
    %import common.INT
    %import common.WS
    %ignore WS
"""
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

Path = tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """operator: one of SOQL's, or `like`, `in`, `not in`. value: of Python, a tuple of them, or a Query."""

    path: Path
    operator: str
    value: Any


@dataclass(frozen=True)
class Logic:
    kind: Literal["and", "or", "not"]
    parts: Sequence[Any]


@dataclass(frozen=True)
class Ordering:
    path: Path
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Query:
    """items: paths, and queries over children. counted: `COUNT()`. where: Comparison, Logic or None."""

    items: tuple[Any, ...]
    source: str
    counted: bool = False
    where: Any = None
    order: tuple[Ordering, ...] = ()
    limit: int | None = None
    offset: int = 0


class _Clause(tuple[str, Any]):
    """(name, value) of a part that may be missing."""


class _Reader(Transformer[Token, Any]):
    def start(self, parts: list[Any]) -> Query:
        return parts[0]  # type: ignore[no-any-return]  # lark's trees know no types

    def query(self, parts: list[Any]) -> Query:
        items, source, *clauses = parts
        named = dict(one for one in clauses if one is not None)
        counted = items == ("COUNT()",)
        return Query(() if counted else items, str(source), counted, **named)

    def items(self, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(parts)

    def count(self, _: list[Any]) -> str:
        return "COUNT()"

    def path(self, parts: list[Any]) -> Path:
        return tuple(str(part) for part in parts)

    def subquery(self, parts: list[Any]) -> Query:
        return parts[0]  # type: ignore[no-any-return]  # lark's trees know no types

    def where(self, parts: list[Any]) -> _Clause:
        return _Clause(("where", parts[0]))

    def any_of(self, parts: list[Any]) -> Any:
        return parts[0] if len(parts) == 1 else Logic("or", parts)

    def all_of(self, parts: list[Any]) -> Any:
        return parts[0] if len(parts) == 1 else Logic("and", parts)

    def negated(self, parts: list[Any]) -> Logic:
        return Logic("not", parts)

    def compare(self, parts: list[Any]) -> Comparison:
        return Comparison(parts[0], str(parts[1]), parts[2])

    def like(self, parts: list[Any]) -> Comparison:
        return Comparison(parts[0], "like", parts[1])

    def within(self, parts: list[Any]) -> Comparison:
        return Comparison(parts[0], "in", parts[1])

    def outside(self, parts: list[Any]) -> Comparison:
        return Comparison(parts[0], "not in", parts[1])

    def values(self, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(parts)

    def order(self, parts: list[Any]) -> _Clause:
        return _Clause(("order", tuple(parts)))

    def ordering(self, parts: list[Any]) -> Ordering:
        path, direction, place = parts
        return Ordering(path, str(direction or "").upper() == "DESC", str(place or "").upper() == "LAST")

    def limit(self, parts: list[Any]) -> _Clause:
        return _Clause(("limit", int(parts[0])))

    def offset(self, parts: list[Any]) -> _Clause:
        return _Clause(("offset", int(parts[0])))

    def text(self, parts: list[Any]) -> str:
        return _unquoted(str(parts[0])[1:-1])

    def instant(self, parts: list[Any]) -> str:
        return str(parts[0])

    def day(self, parts: list[Any]) -> str:
        return str(parts[0])

    def number(self, parts: list[Any]) -> float:
        return float(parts[0])

    def yes(self, _: list[Any]) -> bool:
        return True

    def no(self, _: list[Any]) -> bool:
        return False

    def nothing(self, _: list[Any]) -> None:
        return None


_PARSER: Final = Lark(GRAMMAR, parser="lalr", maybe_placeholders=True)


def parse(text: str) -> Query:
    """Raises ApiError MALFORMED_QUERY that says where the text breaks."""
    try:
        query: Query = _Reader().transform(_PARSER.parse(text))
    except UnexpectedInput as error:
        raise _malformed(text, error) from error
    return query


def _malformed(text: str, error: UnexpectedInput) -> ApiError:
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return refused("MALFORMED_QUERY", "unexpected token: '<EOF>'")
    line, column = max(1, error.line), max(1, error.column)
    shown = text.splitlines()[line - 1] if text else ""
    found = shown[column - 1 : column + 19].split() or [shown[column - 1 : column]]
    word = str(error.token) if isinstance(error, UnexpectedToken) else found[0]
    what = "unexpected character" if isinstance(error, UnexpectedCharacters) else "unexpected token"
    return refused(
        "MALFORMED_QUERY",
        f"\n{shown}\n{' ' * (column - 1)}^\nERROR at Row:{line}:Column:{column}\n{what}: '{word}'",
    )


def _unquoted(text: str) -> str:
    out, escaped = [], False
    for one in text:
        if escaped:
            out.append(_ESCAPES.get(one, one if one not in "_%" else f"\\{one}"))  # LIKE reads these itself
        elif one != "\\":
            out.append(one)
        escaped = one == "\\" and not escaped
    return "".join(out)
