"""Jinja2 as templates of admins run in it: sandboxed, escaped for where the text goes, and without loops of their own.

Values are escaped by the kind of the template, told by its name: `.html.j2` as HTML, `.json.j2` as the inside of a
JSON text that Slack or Teams reads, `.txt.j2` not at all; never with what steers a terminal or turns text around.
"""

import json
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, Final

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from leadgate.domain.reading import clean

MOST_CHARACTERS: Final = 100_000
_LONGEST_PRODUCT: Final = 10_000
# What hands values through unescaped, or makes work without end out of nothing.
_NO_FILTERS: Final = ("safe", "tojson", "urlize", "xmlattr")
_NO_GLOBALS: Final = ("range", "lipsum", "cycler", "joiner", "namespace", "dict")


class TemplateFault(Exception):  # noqa: N818  # what is at fault is the template
    """line: None where nobody can tell. reason: Jinja2's words, without values."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or any(isinstance(one, str | list | tuple) for one in (left, right)):
            raise SecurityError(f"{operator} is not allowed here")
        return super().call_binop(context, operator, left, right)


def render_template(name: str, text: str, context: Mapping[str, Any]) -> str:
    """The text filled in. Raises TemplateFault for whatever is wrong with the template."""
    try:
        rendered = _compiled(name, text).render(context)
    except TemplateSyntaxError as error:
        raise TemplateFault(error.lineno, error.message or "syntax error") from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise TemplateFault(_line_of(error, name), _reason(error)) from error
    if len(rendered) > MOST_CHARACTERS:
        raise TemplateFault(None, f"it makes {len(rendered):,} characters; {MOST_CHARACTERS:,} are allowed")
    if name.endswith(".json.j2"):
        _check_json(rendered)
    return rendered


@lru_cache(maxsize=64)
def _compiled(name: str, text: str) -> Template:
    """Compiling takes some milliseconds, which a lead need not wait for; what is at fault is compiled again."""
    environment = _Sandbox(
        loader=DictLoader({name: text}),
        autoescape=not name.endswith(".txt.j2"),
        undefined=StrictUndefined,
        finalize=_finalizer(name),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for gone in _NO_FILTERS:
        environment.filters.pop(gone, None)
    if name.endswith(".json.j2"):
        environment.filters |= dict.fromkeys(("e", "escape", "forceescape"), str)  # HTML's escapes are no JSON
    for gone in _NO_GLOBALS:
        environment.globals.pop(gone, None)
    return environment.get_template(name)


def _clean_text(value: Any) -> Any:
    """None is nothing; what is markup already, and what is not defined, goes on as it is."""
    if value is None:
        return ""
    if isinstance(value, Markup | Undefined):
        return value
    text = str(value)
    return text if text.isprintable() else clean(text)  # blanks around a template's own words stay


def _finalizer(name: str) -> Callable[[Any], Any]:
    if not name.endswith(".json.j2"):
        return _clean_text
    return partial(_json_text, entities=name.startswith("slack"))


def _json_text(value: Any, *, entities: bool) -> Any:
    """The inside of a JSON text. entities: `&`, `<`, `>` as Slack wants them, so that nobody links or calls all."""
    if isinstance(value, Undefined | Markup):  # markup is what a macro of the template has made
        return value
    safe = str(_clean_text(value))
    if entities:
        safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(json.dumps(safe, ensure_ascii=False)[1:-1])  # noqa: S704  # escaped for JSON, whose template this is


def _check_json(rendered: str) -> None:
    try:
        json.loads(rendered, parse_constant=_no_number)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise TemplateFault(None, f"it makes no JSON (line {line} of what it makes)") from error


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _line_of(error: BaseException, name: str) -> int | None:
    """The template's own line: Jinja2 puts it into the traceback under the template's name."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    lines = lines or [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
    return lines[-1] if lines else None


def _reason(error: BaseException) -> str:
    return str(error) if isinstance(error, TemplateError) else type(error).__name__
