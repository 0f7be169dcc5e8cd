"""The page behind the link: says what it is about, and unsubscribes by one click. No script, nothing from elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, Template

PAGE_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def unsubscribe_page(language: str, state: str) -> str:
    """state: `ask`, `done` or `unknown`."""
    return _template().render(language=language, state=state)


@cache
def _template() -> Template:
    text = files("leadgate.web").joinpath("templates", "unsubscribe.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)
