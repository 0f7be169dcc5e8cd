"""What a rep reads: the report of the terminal and the note on the CRM record show the same, and escape it."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Final

import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.domain.assessment import Assessment
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.model.registry import FolderRegistry
from leadgate.ports.outreach import NoTemplates
from leadgate.render.filling import Templates
from leadgate.render.note import render_note
from leadgate.render.report import VERDICTS, Block, report_of
from tests.builders import DossierBuilder, a_buyer, a_lead

MODEL: Final = FolderRegistry(bundled_model()).current()
SETTINGS: Final = validated(Settings, {"market": {"industries": ["manufacturing"]}})

TEMPLATES = Templates(NoTemplates(), "", print)


def assessed(lead: DossierBuilder) -> Assessment:
    return assess(lead.build(), SETTINGS, MODEL)


def blocks(lead: DossierBuilder) -> dict[str, Block]:
    return {block.title: block for block in report_of(assessed(lead)).blocks}


class Text(HTMLParser):
    """The text of a page and the tags it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"style", "class", "onclick", "onerror"}


HEADLINES: Final = [
    (a_buyer(), "Jennifer Martinez, Director of Operations at Acme Manufacturing (500 people)"),
    (a_lead(email="ann.lee@acme.com"), "ann.lee@acme.com"),
    (a_lead(), "hubspot:contact:501"),
    (a_lead(title="CFO").named("Ann").at_company("Acme", employees=1.0), "Ann, CFO at Acme (1 person)"),
]


@pytest.mark.capability("R7")
@pytest.mark.parametrize(("lead", "headline"), HEADLINES, ids=[headline for _, headline in HEADLINES])
def test_the_headline_says_who(lead: DossierBuilder, headline: str) -> None:
    assert report_of(assessed(lead)).headline == headline


@pytest.mark.capability("R7")
def test_the_verdict_comes_first_and_says_why_not() -> None:
    student = report_of(assessed(a_lead(title="Student")))
    assert student.verdict == f"{VERDICTS['disqualified']}: student"
    assert report_of(assessed(a_buyer())).verdict.startswith(tuple(VERDICTS.values()))


@pytest.mark.capability("R7")
def test_blocks_without_lines_are_left_out() -> None:
    for lead in (a_lead(), a_buyer()):
        found = blocks(lead)
        assert next(iter(found)) == "Next step"
        assert all(block.lines for block in found.values())
    assert "Talking points" not in blocks(a_lead())
    assert "What is unknown" in blocks(a_lead())


@pytest.mark.capability("R7", "P1")
def test_the_reasons_shown_add_up_to_the_log_odds() -> None:
    assessment = assessed(a_buyer())
    shown = sum(line.effect or 0.0 for line in blocks(a_buyer())["Why"].lines)
    assert shown == pytest.approx(sum(reason.effect for reason in assessment.reasons))


def test_no_code_of_ours_is_shown() -> None:
    for lead in (a_buyer(), a_lead(title="Student"), a_lead().heard_by_sales("not_interested").sent_form("webinar")):
        report = report_of(assessed(lead))
        lines = [f"{line.label} {line.text}" for block in report.blocks for line in block.lines]
        assert not [line for line in (report.headline, report.verdict, *lines) if "_" in line]
        assert not [line for line in lines if "None" in line or "nan" in line.split()]


@pytest.mark.capability("R7")
def test_the_note_shows_what_the_report_shows() -> None:
    assessment = assessed(a_buyer())
    shown = Text(render_note(assessment, TEMPLATES)).text
    report = report_of(assessment)
    for text in (report.headline, report.verdict, *(line.text for block in report.blocks for line in block.lines)):
        assert text in shown


def test_the_note_is_simple_html_and_escapes_what_people_wrote() -> None:
    nasty = a_buyer().named("<script>alert(1)</script>", "O'Neil & Sons").with_title("CFO <img src=x onerror=y>")
    page = Text(render_note(assessed(nasty), TEMPLATES))
    assert not page.tags & {"script", "img", "style", "link", "iframe"}
    assert "<script>alert(1)</script>" in page.text


def test_the_same_assessment_is_the_same_note() -> None:
    assessment = assessed(a_buyer())
    assert render_note(assessment, TEMPLATES) == render_note(replace(assessment), TEMPLATES)


@pytest.mark.capability("R14")
def test_an_assignment_is_shown_with_its_reason() -> None:
    assigned = replace(assessed(a_buyer()), assignment={"rep_id": "r1", "reason": "Ann's turn in Ohio"})
    lines = report_of(assigned).blocks[0].lines
    assert any((line.label, line.text) == ("Assigned", "Ann's turn in Ohio") for line in lines)
