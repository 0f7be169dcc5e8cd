"""The page behind the link: says what it is about, and unsubscribes by one click. No script, nothing from elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, Template

from leadgate.http import HttpAnswer
from leadgate.web.pages import page_answer

State = Literal["ask", "done", "unknown"]


def unsubscribe_page(language: str, state: State) -> HttpAnswer:
    """404 where nothing is known of the link."""
    html = _template().render(language=language, state=state)
    return page_answer(404 if state == "unknown" else 200, html, "style-src 'unsafe-inline'")


@cache
def _template() -> Template:
    text = files("leadgate.web").joinpath("templates", "unsubscribe.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)
