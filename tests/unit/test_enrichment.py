"""S6, S7: enrichment fills what the CRM does not know, and never what it does."""

from typing import Any, Final

import pytest

from leadgate.domain.dossier import Dossier
from leadgate.domain.enrichment import as_texts, enriched
from tests.builders import DossierBuilder, a_lead


def filled(lead: DossierBuilder) -> Dossier:
    return enriched(lead.build())


@pytest.mark.capability("S6", "F1", "F2")
def test_blanks_are_filled_and_what_is_known_stays() -> None:
    lead = a_lead().at_company("Acme", employees=500.0)
    account = filled(lead.company_had("firmographic", employees=9, industry="Steel", name="Acme Inc")).account
    assert (account.name, account.employees, account.industry) == ("Acme", 500.0, "Steel")


@pytest.mark.capability("S6")
def test_the_newest_enrichment_that_knows_comes_first() -> None:
    lead = a_lead().company_had("firmographic", employees=900, industry="Steel", days_ago=9)
    account = filled(lead.company_had("firmographic", employees=640, industry=" ", days_ago=2)).account
    assert (account.employees, account.industry) == (640.0, "Steel")


SIZES: Final = [
    (640, 640.0), ("1,200", 1200.0), ("201-500", 350.5), ("201 – 500", 350.5), ("10,001+", 10_001.0),
    (0, None), (-5, None), ("many", None), ("50-many", None), (True, None), (None, None), ("", None), ([], None),
]  # fmt: skip


@pytest.mark.capability("S6", "F1")
@pytest.mark.parametrize(("given", "employees"), SIZES)
def test_sizes_as_providers_write_them(given: Any, employees: float | None) -> None:
    assert filled(a_lead().company_had("firmographic", employees=given)).account.employees == employees


@pytest.mark.capability("F12")
@pytest.mark.parametrize(("given", "month"), [(6, 6), ("12", 12), (13, None), (0, None), (2.5, None)])
def test_a_fiscal_year_ends_in_a_month(given: Any, month: int | None) -> None:
    assert (
        filled(a_lead().company_had("firmographic", fiscal_year_end_month=given)).account.fiscal_year_end_month == month
    )


@pytest.mark.capability("S7", "F3")
def test_technologies_add_up_the_crms_first() -> None:
    lead = (
        a_lead().at_company(technologies=("SAP",)).company_had("technographic", technologies="Azure, SAP ,", days_ago=5)
    )
    account = filled(lead.company_had("firmographic", technologies=["Rockwell", "", 7], days_ago=2)).account
    assert account.technologies == ("SAP", "Azure", "Rockwell")


@pytest.mark.capability("S6", "F6")
def test_a_person_is_filled_by_its_own_enrichment_only() -> None:
    lead = a_lead().at_company().with_colleague("CFO").did("person_enrichment", by="CFO", title="CFO")
    assert filled(lead).lead.title == ""
    assert filled(lead.did("person_enrichment", title="Plant Manager")).lead.title == "Plant Manager"


def test_without_enrichment_the_dossier_is_the_same() -> None:
    dossier = a_lead().viewed("pricing").build()
    assert enriched(dossier) is dossier


@pytest.mark.parametrize(
    ("value", "texts"), [("a, b ,", ("a", "b")), (["a", 1, " "], ("a",)), (None, ()), (7, ()), (("x",), ("x",))]
)
def test_lists_come_in_many_forms(value: Any, texts: tuple[str, ...]) -> None:
    assert as_texts(value) == texts
