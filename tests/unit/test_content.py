"""Which stage of buying a page or an asset belongs to."""

from datetime import UTC, datetime
from typing import Any

import pytest

from leadgate.domain.content import stager
from leadgate.domain.signals import Signal, Stage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_page(url: Any = None, **properties: Any) -> Signal:
    return Signal("s", "page_view", NOON, NOON, "lead", properties={"url": url, **properties})


PLACES: list[tuple[str, Stage | None]] = [
    ("https://www.seller.example/pricing", "pricing"),
    ("https://www.seller.example/Pricing/", "pricing"),
    ("https://www.seller.example/en-gb/pricing/enterprise", "pricing"),
    ("https://seller.example/pricing?utm_source=x#top", "pricing"),
    ("/pricing", "pricing"),
    ("/preise", "pricing"),
    ("/precios", "pricing"),
    ("/docs/pricing", "pricing"),
    ("/blog/oee-vs-teep", "educational"),
    ("/us-vs-them", "competitive"),
    ("/compare/them", "competitive"),
    ("/alternatives-to-them", "competitive"),
    ("/vergleich/andere", "competitive"),
    ("/docs/api", "implementation"),
    ("/integrations/sap", "implementation"),
    ("/resources/implementation-guide", "implementation"),
    ("/security", "implementation"),
    ("/roi-calculator", "evaluation"),
    ("/case-studies/pumps", "evaluation"),
    ("/customers", "evaluation"),
    ("/product/line-monitoring", "evaluation"),
    ("/blog/what-is-oee", "educational"),
    ("/guides/downtime", "educational"),
    ("/webinars/2026", "educational"),
    ("/careers/welder", "careers"),
    ("/karriere", "careers"),
    ("/support/reset", "support"),
    ("/help", "support"),
    ("/", None),
    ("https://www.seller.example", None),
    ("/about-us", None),
    ("", None),
    ("http://[broken", None),
    ("ROI calculator", "evaluation"),
    ("Case study: pumps", "evaluation"),
]


@pytest.mark.parametrize(("place", "stage"), PLACES, ids=[row[0] or "empty" for row in PLACES])
def test_pages_have_stages(place: str, stage: Stage | None) -> None:
    assert stager({}, use_built_in=True)(a_page(place)) == stage


def test_what_the_signal_says_comes_first() -> None:
    assert stager({}, use_built_in=True)(a_page("/pricing", stage="careers")) == "careers"


@pytest.mark.parametrize(
    "said",
    ["nonsense", 7, None, ["pricing"], {}],
    ids=str,
)
def test_a_stage_that_is_none_says_nothing(said: Any) -> None:
    assert stager({}, use_built_in=True)(a_page("/pricing", stage=said)) == "pricing"


@pytest.mark.parametrize("url", [None, 7, ["/pricing"], {"a": 1}, True], ids=str)
def test_an_address_that_is_none_has_no_stage(url: Any) -> None:
    assert stager({}, use_built_in=True)(a_page(url)) is None


def test_an_asset_is_read_where_there_is_no_page() -> None:
    download = Signal("s", "content_download", NOON, NOON, "lead", properties={"asset": "Pricing guide"})
    assert stager({}, use_built_in=True)(download) == "pricing"


def test_your_globs_come_before_ours() -> None:
    stage_of = stager({"/pricing-explained*": "educational"}, use_built_in=True)
    assert stage_of(a_page("https://x.example/pricing-explained")) == "educational"
    assert stage_of(a_page("https://x.example/pricing")) == "pricing"


def test_ours_can_be_left_out() -> None:
    stage_of = stager({"*/tour*": "evaluation"}, use_built_in=False)
    assert stage_of(a_page("/pricing")) is None
    assert stage_of(a_page("/tour/1")) == "evaluation"
    assert stager({}, use_built_in=False)(a_page("/pricing")) is None


def test_a_glob_with_a_leading_slash_starts_at_the_path() -> None:
    stage_of = stager({"/tour*": "evaluation"}, use_built_in=False)
    assert stage_of(a_page("https://x.example/tour/1")) == "evaluation"
    assert stage_of(a_page("https://x.example/the/tour")) is None
