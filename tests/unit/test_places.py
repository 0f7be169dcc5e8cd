"""Countries, regions, states, languages and telephone numbers."""

import pycountry
import pytest

from leadgate.reference.phones import PhoneReading, read_phone
from leadgate.reference.places import (
    countries_of,
    country_matches,
    country_of_domain,
    language_of,
    read_country,
    read_subdivision,
)

COUNTRIES = [
    ("two letters", "ch", "CH"),
    ("three letters", "DEU", "DE"),
    ("English", "united kingdom", "GB"),
    ("a part of it", "England", "GB"),
    ("a short form", "U.S.A.", "US"),
    ("another short form", "UK", "GB"),
    ("an older name", "Czech Republic", "CZ"),
    ("a newer name", "Türkiye", "TR"),
    ("a popular name", "Holland", "NL"),
    ("ISO's word order", "Korea, Republic of", "KR"),
    ("its own name", "Deutschland", "DE"),
    ("its own name without umlauts", "Oesterreich", "AT"),
    ("French", "République tchèque", "CZ"),
    ("Spanish", "Países Bajos", "NL"),
    ("Italian", "Paesi Bassi", "NL"),
    ("Norwegian", "Tyskland", "DE"),
    ("Norwegian, and only there", "Storbritannia", "GB"),
    ("Greek", "Ελλάδα", "GR"),
    ("Japanese", "日本", "JP"),
    ("a flag", "🇩🇪", "DE"),
    ("a code in brackets", "Germany (DE)", "DE"),
    ("a city before it", "Paris, France", "FR"),
    ("a city and state before it", "San Francisco, CA, United States", "US"),
    ("a state's letters are no country's", "Atlanta, GA", None),
    ("not available is not Namibia", "NA", None),
    ("a city", "New York", None),
    ("nowhere", "Neverland", None),
    ("nothing", "", None),
]


@pytest.mark.parametrize(("text", "code"), [row[1:] for row in COUNTRIES], ids=[row[0] for row in COUNTRIES])
def test_a_country_is_read_however_it_is_written(text: str, code: str | None) -> None:
    assert read_country(text) == code


def test_every_country_reads_by_its_codes_and_names() -> None:
    for country in pycountry.countries:
        if country.alpha_2 != "NA":
            assert read_country(country.alpha_2) == country.alpha_2
        assert read_country(country.alpha_3) == read_country(country.name) == country.alpha_2


MATCHES = [
    ("in its region", "Deutschland", ["DACH"], True),
    ("in a continent of sales", "Brazil", ["LATAM"], True),
    ("in one of several", "USA", ["EMEA", "United States"], True),
    ("not in it", "USA", ["EMEA", "Canada"], False),
    ("a neighbour of the Union", "Norway", ["EU"], False),
    ("gone from the Union", "GB", ["EU"], False),
    ("anywhere", "Fiji", ["Worldwide"], True),
    ("a country nobody can read", "Neverland", ["EMEA"], None),
    ("a misspelt region", "US", ["Norht Amrica"], None),
    ("nothing wanted", "US", [], None),
]


@pytest.mark.parametrize(("country", "wanted", "match"), [row[1:] for row in MATCHES], ids=[row[0] for row in MATCHES])
def test_a_country_is_in_a_region_or_not_or_unknown(country: str, wanted: list[str], match: bool | None) -> None:
    assert country_matches(country, wanted) is match


def test_the_regions_of_sales_hold_every_inhabited_country() -> None:
    regions = ("EMEA", "Americas", "APAC", "Central Asia")
    left = {country.alpha_2 for country in pycountry.countries} - frozenset[str]().union(*map(countries_of, regions))
    assert left <= set("AQ BV GS HM IO TF UM".split())


def test_a_country_is_a_region_of_one() -> None:
    assert countries_of("Germany") == {"DE"}
    assert countries_of("nowhere") == frozenset()


STATES = [
    ("a code", "TX", "USA", "US-TX"),
    ("a name", "New South Wales", None, "AU-NSW"),
    ("a name in English", "Bavaria", None, "DE-BY"),
    ("a name at home", "Bayern", "Germany", "DE-BY"),
    ("a full code", "us-tx", None, "US-TX"),
    ("one letter pair, two countries: here", "CA", "US", "US-CA"),
    ("one letter pair, two countries: unknown", "CA", None, None),
    ("one name, two countries", "Limburg", None, None),
    ("one name, the country known", "Limburg", "Belgium", "BE-VLI"),
    ("another country's", "Texas", "DE", None),
    ("accents", "Quebec", "CA", "CA-QC"),
]


@pytest.mark.parametrize(("text", "country", "code"), [row[1:] for row in STATES], ids=[row[0] for row in STATES])
def test_a_state_is_read_within_its_country(text: str, country: str | None, code: str | None) -> None:
    assert read_subdivision(text, country) == code


def test_the_language_is_the_first_thing_known() -> None:
    assert language_of("Germany", locale="fr_CA") == "fr"
    assert language_of("Switzerland", subdivision="Genève") == "fr"
    assert language_of("Switzerland") == "de"
    assert language_of(domain="a@acme.it") == "it"
    assert language_of(domain="acme.io") is None
    assert language_of() is None


def test_a_country_ending_sold_to_everybody_names_no_country() -> None:
    endings = ("acme.de", "acme.co.uk", "acme.io", "acme.co", "acme.com")
    assert [country_of_domain(host) for host in endings] == ["DE", "GB", None, None, None]


PHONES = [
    ("international", "+33 1 42 68 53 00", None, PhoneReading("+33142685300", "FR", True)),
    ("dialled abroad", "0044 20 7946 0958", None, PhoneReading("+442079460958", "GB", True)),
    ("one code, two countries", "+1 416 967 1111", None, PhoneReading("+14169671111", "CA", True)),
    ("national, at home", "(089) 12345678", "Deutschland", PhoneReading("+498912345678", "DE", True)),
    ("national, of nowhere", "415 555 2671", None, PhoneReading()),
    ("of no country", "+800 1234 5678", None, PhoneReading("+80012345678", None, True)),
    ("too short", "123", "US", PhoneReading(is_valid=False)),
    ("none", " ", "US", PhoneReading()),
]


@pytest.mark.parametrize(("text", "home", "reading"), [row[1:] for row in PHONES], ids=[row[0] for row in PHONES])
def test_a_number_says_where_it_rings(text: str, home: str | None, reading: PhoneReading) -> None:
    assert read_phone(text, home) == reading
