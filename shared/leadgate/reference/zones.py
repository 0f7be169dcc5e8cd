"""Which clocks hang where a person is: IANA zones by country, and by state where a country spans many."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from leadgate.reference.places import read_country, read_subdivision

# States of countries with several zones, by the zone where most of their people live.
_STATES: Final[Mapping[str, str]] = {
    "America/New_York": "US: CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "US: AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "US: CO ID MT NM UT WY",
    "America/Phoenix": "US: AZ",
    "America/Los_Angeles": "US: CA NV OR WA",
    "America/Anchorage": "US: AK",
    "Pacific/Honolulu": "US: HI",
    "America/Toronto": "CA: ON QC NU",
    "America/Halifax": "CA: NB NS PE",
    "America/St_Johns": "CA: NL",
    "America/Winnipeg": "CA: MB",
    "America/Regina": "CA: SK",
    "America/Edmonton": "CA: AB NT",
    "America/Vancouver": "CA: BC",
    "America/Whitehorse": "CA: YT",
    "Australia/Sydney": "AU: ACT NSW",
    "Australia/Melbourne": "AU: VIC",
    "Australia/Brisbane": "AU: QLD",
    "Australia/Adelaide": "AU: SA",
    "Australia/Darwin": "AU: NT",
    "Australia/Hobart": "AU: TAS",
    "Australia/Perth": "AU: WA",
}


def zones_of(country: str | None, region: str | None = None) -> tuple[str, ...]:
    """The zone of the state where it is known, else all of the country's, the capital's or largest first; empty where
    the country is unknown."""
    code = read_country(country)
    if code is None:
        return ()
    state = _by_state().get(read_subdivision(region, code) or "")
    return (state,) if state else _by_country().get(code, ())


@cache
def _by_state() -> Mapping[str, str]:
    return {
        f"{country}-{state}": zone
        for zone, listed in _STATES.items()
        for country, _, states in (listed.partition(": "),)
        for state in states.split()
    }


@cache
def _by_country() -> Mapping[str, tuple[str, ...]]:
    """The time zone database's own table: a country, coordinates and a zone a line."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found[country] = (*found.get(country, ()), zone)
    return found
