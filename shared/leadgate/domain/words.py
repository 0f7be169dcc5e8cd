"""Small words for sentences that a rep reads."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from leadgate.domain.signals import Signal


def counted(number: float, one: str, many: str | None = None) -> str:
    """`1 touch`, `12 touches`."""
    return f"{number:,.0f} {one if round(number) == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """`a, b and c`; the rest is counted, unless it is only one."""
    shown = list(names[: most + 1] if len(names) == most + 1 else names[:most])
    if len(names) > len(shown):
        return f"{', '.join(shown)} and {len(names) - len(shown)} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def below(share: float, limit: float) -> str:
    """A share under this limit as a percentage, rounded, but never so that it reads as if it reached the limit."""
    rounded = f"{share:.0%}"
    return rounded if rounded != f"{limit:.0%}" else f"{int(100.0 * share + 1e-9)}%"


def below_score(score: float, minimum: float) -> str:
    """A score under this minimum, rounded, but never so that it reads as if it reached the minimum."""
    return str(round(score)) if round(score) < minimum else f"{int(10.0 * score) / 10.0:g}"


def days_ago(days: float) -> str:
    """`today`, `yesterday`, `5 days ago`, `6 weeks ago`, `4 months ago`."""
    if days < 1:
        return "today"
    if days < 2:
        return "yesterday"
    if days < 14:
        return f"{int(days)} days ago"
    return f"{round(days / 7)} weeks ago" if days < 84 else f"{round(days / 30.4)} months ago"


def duration(seconds: float) -> str:
    """`45 s`, `8 min`; a page that stayed open all night was read for `over an hour`."""
    if seconds > 3600:
        return "over an hour"
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def page_name(signal: Signal) -> str:
    """What a page or an asset is called: its name, or the last words of its path."""
    asset = signal.properties.get("asset")
    return asset if asset and isinstance(asset, str) else _last_words(signal.text("url"))


@lru_cache(maxsize=50_000)
def _last_words(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        path = ""
    last = unquote(path.rstrip("/").rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    return last.replace("-", " ").replace("_", " ").strip() or "the home page"


def spoken(code: str) -> str:
    """`economic_buyer` → `economic buyer`, `c_level` → `C-level`."""
    return _SPOKEN.get(code) or code.replace("_", " ")


def quoted(text: str, most: int = 80) -> str:
    """“What they wrote”, on one line, cut at a word."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= most else f"“{line[:most].rsplit(' ', 1)[0]} …”"


def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


_SPOKEN: Final = {"c_level": "C-level", "vp": "VP", "it": "IT", "hr": "HR"}
