"""Settings from a tree, as a file or SSM gives it: form checked by the sections, names by what we know of the world."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from leadgate.domain.patterns import PATTERN_IDS
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.title_lexicon import FUNCTIONS, SENIORITIES
from leadgate.errors import BadInputError
from leadgate.reference.domains import domain_class, registrable_domain
from leadgate.reference.industries import read_industry
from leadgate.reference.places import countries_of, is_currency, read_country

_DOMAIN = "a domain of one company, such as example.com,"


class RefusedSettingsError(BadInputError):
    """Settings that are bad. stopped: what they say of the kill switch, which binds all the same; None for nothing."""

    def __init__(self, path: str, problem: str, stopped: bool | None = None) -> None:
        super().__init__(path, problem)
        self.stopped = stopped


def settings_of(tree: Mapping[str, Any]) -> Settings:
    """Raises RefusedSettingsError: the full path and what is allowed."""
    try:
        return _checked(tree)
    except BadInputError as error:
        raise RefusedSettingsError(error.path, error.problem, _stopped_in(tree)) from error


def _stopped_in(tree: Mapping[str, Any]) -> bool | None:
    rollout = tree.get("rollout")
    stopped = rollout.get("stopped") if isinstance(rollout, Mapping) else None
    return stopped if isinstance(stopped, bool) else None


def _checked(tree: Mapping[str, Any]) -> Settings:
    settings = validated(Settings, tree)
    market, competition = settings.market, settings.competition
    _all("market.countries", market.countries, _is_place, "a country or a region such as DE, France, DACH")
    _all("market.customers", market.customers, _is_of_one_company, _DOMAIN)
    _all("own_domains", settings.own_domains, _is_of_one_company, _DOMAIN)
    _all("competition.analysts", competition.analysts, _is_of_one_company, _DOMAIN)
    for number, competitor in enumerate(competition.competitors):
        _all(f"competition.competitors.{number}.domains", competitor.domains, _is_of_one_company, _DOMAIN)
    for number, override in enumerate(settings.decision.overrides):
        path = f"decision.overrides.{number}"
        _all(f"{path}.countries", override.countries, _is_country_code, "an ISO 3166 code such as DE")
        _some_work(path, override.functions, override.seniorities)
    for name, seat in settings.committee.seats.items():
        _some_work(f"committee.seats.{name}", seat.functions, seat.seniorities)
    _all("patterns.off", settings.patterns.off, PATTERN_IDS.__contains__, f"one of {', '.join(sorted(PATTERN_IDS))}")
    _all(
        "tracker.allowed_origins", settings.tracker.allowed_origins, _is_origin, "an origin such as https://example.com"
    )
    _all("currency", (settings.currency,), is_currency, "an ISO 4217 code such as USD")
    if settings.conversation.bedrock.enabled and not settings.conversation.bedrock.model_id:
        raise BadInputError("conversation.bedrock.model_id", "is required where bedrock is enabled")
    return settings


def doubts_about(settings: Settings) -> tuple[str, ...]:
    """What is allowed, but will not do what it was probably meant to: one line each."""
    unread = [name for name in settings.market.industries if read_industry(name) is None]
    unmatched = [f"market.industries: {name!r} is no industry we know, so nobody will match it" for name in unread]
    kinds = [
        f"retention.signal_days: {kind!r} is no kind of signal we know" for kind in settings.retention.unknown_kinds
    ]
    return (*unmatched, *kinds)


def _all(path: str, names: Iterable[str], is_known: Callable[[str], object], allowed: str) -> None:
    for name in names:
        if not is_known(name):
            raise BadInputError(path, f"{allowed} is allowed, not {name!r}")


def _is_of_one_company(name: str) -> bool:
    """A domain that can be told by its name to be somebody's own: everybody writes from gmail.com."""
    return registrable_domain(name) is not None and domain_class(name) not in ("free", "disposable")


def _some_work(path: str, functions: Iterable[str], seniorities: Iterable[str]) -> None:
    _all(f"{path}.functions", functions, FUNCTIONS.__contains__, f"one of {', '.join(FUNCTIONS)}")
    _all(f"{path}.seniorities", seniorities, SENIORITIES.__contains__, f"one of {', '.join(SENIORITIES)}")


def _is_country_code(name: str) -> bool:
    return len(name) == 2 and read_country(name) is not None


def _is_place(name: str) -> bool:
    return bool(read_country(name) or countries_of(name))


def _is_origin(name: str) -> bool:
    parts = urlsplit(name)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.path.strip("/")
