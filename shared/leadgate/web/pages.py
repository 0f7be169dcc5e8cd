"""A page for whoever holds a link: nobody may keep or frame it, and its address, the key, goes to no other site."""

from collections.abc import Mapping
from typing import Final

from leadgate.http import HttpAnswer

_NOTHING_ELSE: Final = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def page_answer(status: int, html: str, parts: str, headers: Mapping[str, str] | None = None) -> HttpAnswer:
    """parts: what the page may use beside itself, as Content-Security-Policy writes it: `style-src …; script-src …`."""
    ours = {
        "Content-Security-Policy": f"{_NOTHING_ELSE}; {parts}",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpAnswer(status, html, {**ours, **(headers or {})}, "text/html; charset=utf-8")
