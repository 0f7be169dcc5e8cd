"""Which stage of buying a page, an asset or a form belongs to."""

import fnmatch
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from leadgate.domain.signals import STAGES, Signal, Stage

# First match wins: the more telling word before the more general one ("/blog/x-vs-y" compares, "/docs/pricing" prices).
DEFAULT_STAGES: Final[tuple[tuple[str, Stage], ...]] = (
    ("*/careers*", "careers"),
    ("*/jobs*", "careers"),
    ("*/karriere*", "careers"),
    ("*/vacatures*", "careers"),
    ("*/internships*", "careers"),
    ("*/blog*-vs-*", "educational"),  # two methods, as far as we know: a rival by name was matched before
    ("*-vs-*", "competitive"),
    ("*/vs/*", "competitive"),
    ("*/compar*", "competitive"),
    ("*/alternative*", "competitive"),
    ("*/vergleich*", "competitive"),
    ("*/switch-from*", "competitive"),
    ("*pricing*", "pricing"),
    ("*/prices*", "pricing"),
    ("*/plans*", "pricing"),
    ("*/preise*", "pricing"),
    ("*/tarif*", "pricing"),
    ("*/precios*", "pricing"),
    ("*/quote*", "pricing"),
    ("*implementation*", "implementation"),
    ("*implementierung*", "implementation"),
    ("*integration*", "implementation"),
    ("*onboarding*", "implementation"),
    ("*migration*", "implementation"),
    ("*security-questionnaire*", "implementation"),
    ("*/security*", "implementation"),
    ("*/trust*", "implementation"),
    ("*/docs*", "implementation"),
    ("*/api*", "implementation"),
    ("*/developer*", "implementation"),
    ("*/support*", "support"),
    ("*/help*", "support"),
    ("*/status*", "support"),
    ("*/hilfe*", "support"),
    ("*roi*calculator*", "evaluation"),
    ("*calculator*", "evaluation"),
    ("*/roi*", "evaluation"),
    ("*case-stud*", "evaluation"),
    ("*/customers*", "evaluation"),
    ("*success-stor*", "evaluation"),
    ("*/referenzen*", "evaluation"),
    ("*/product*", "evaluation"),
    ("*/produkt*", "evaluation"),
    ("*/features*", "evaluation"),
    ("*/solutions*", "evaluation"),
    ("*/demo*", "evaluation"),
    ("*/trial*", "evaluation"),
    ("*/blog*", "educational"),
    ("*/resources*", "educational"),
    ("*/guides*", "educational"),
    ("*/learn*", "educational"),
    ("*/webinar*", "educational"),
    ("*/ebook*", "educational"),
    ("*/whitepaper*", "educational"),
    ("*/glossary*", "educational"),
    ("*/academy*", "educational"),
    ("*/newsletter*", "educational"),
)
STAGE_OF_FORM: Final[Mapping[str, Stage]] = {
    "demo_request": "evaluation",
    "contact_sales": "evaluation",
    "trial": "evaluation",
    "pricing_request": "pricing",
    "webinar": "educational",
    "content": "educational",
    "newsletter": "educational",
    "support": "support",
    "careers": "careers",
}
# Whoever sends one of these asks to buy.
ASKING_FORMS: Final = ("demo_request", "contact_sales", "pricing_request", "trial")
# Who reads these wants something else of us.
ELSEWHERE_STAGES: Final = ("careers", "support")
STAGED_KINDS: Final = frozenset({"page_view", "content_download"})
_COMPETITIVE: Final[Stage] = "competitive"
_KNOWN: Final = frozenset(STAGES)
Stager = Callable[[Signal], Stage | None]


def stager(stages: Mapping[str, Stage], rivals: tuple[str, ...] = (), use_built_in: bool = True) -> Stager:
    """How signals get their stage: a page or an asset by what it says, else by the first glob that fits; forms by name.

    stages come first, then pages that name one of the rivals, then the built-in globs.
    """
    named = tuple((f"*{_slug(rival)}*", _COMPETITIVE) for rival in rivals if _slug(rival)) if use_built_in else ()
    by_url = _matcher((*stages.items(), *named, *(DEFAULT_STAGES if use_built_in else ())))

    def stage_of(signal: Signal) -> Stage | None:
        if signal.kind not in STAGED_KINDS:
            return STAGE_OF_FORM.get(signal.text("form")) if signal.kind == "form_submission" else None
        properties = signal.properties
        said = properties.get("stage")
        if isinstance(said, str) and said in _KNOWN:
            return said
        place = properties.get("url") or properties.get("asset")
        return by_url(place) if isinstance(place, str) else None

    return stage_of


@lru_cache(maxsize=64)
def _matcher(globs: tuple[tuple[str, Stage], ...]) -> Callable[[str], Stage | None]:
    """One pass over one pattern; the group that matched names the glob."""
    if not globs:
        return lambda _place: None
    pattern = re.compile("|".join(f"({_regex(glob)})" for glob, _ in globs), re.IGNORECASE)

    @lru_cache(maxsize=100_000)
    def match(place: str) -> Stage | None:
        found = pattern.fullmatch(_searchable(place))
        return globs[found.lastindex - 1][1] if found and found.lastindex else None

    return match


def _slug(name: str) -> str:
    """How a name stands in a URL: `Line Sight Inc.` → `line-sight-inc`."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _regex(glob: str) -> str:
    """A glob as a pattern: `/pricing*` starts at the path, anything else may start at the host."""
    body = fnmatch.translate(glob)
    return f"[^/]*{body}" if glob.startswith("/") else body


def _searchable(place: str) -> str:
    """`host/path` of a URL in lower case, `/asset-name` of anything else; words joined by hyphens."""
    try:
        parts = urlsplit(place.strip())
    except ValueError:
        return f"/{place}"
    path = parts.path.rstrip("/") or "/"
    joined = re.sub(r"(?:\s|_|%20)+", "-", path) if "://" not in place else path
    return f"{parts.netloc}{joined if joined.startswith('/') else '/' + joined}".lower()
