"""Products and vendors by any of their names."""

import pytest

from leadgate.reference.technologies import technologies_found, technology_key, uses_technology

USES = [
    ("punctuation", "sap-s4hana", "SAP S/4HANA", True),
    ("a blank", "Hub Spot", "HubSpot", True),
    ("a vendor's domain", "Salesforce.com", "Salesforce", True),
    ("initials of the vendor", "MS Dynamics 365", "Microsoft Dynamics 365", True),
    ("initials of the product", "SFDC", "Salesforce", True),
    ("an older name", "Google Apps", "Google Workspace", True),
    ("a bought vendor", "Magento 2", "Adobe Commerce", True),
    ("a version", "Postgres 14.1", "PostgreSQL", True),
    ("a product of the vendor", "SAP ECC 6.0", "SAP", True),
    ("a product the vendor bought", "Tableau Online", "Salesforce", True),
    ("a module of the product", "ServiceNow ITSM", "Service Now", True),
    ("the vendor is not the product", "SAP", "SAP ECC", False),
    ("a name that starts alike", "JavaScript", "Java", False),
    ("a sign that matters", "C", "C++", False),
    ("two products of one vendor", "Google Analytics", "Google Cloud", False),
    ("a product nobody listed", "Epicor ERP v10", "Epicor", True),
    ("nothing", None, "SAP", False),
]


@pytest.mark.parametrize(("have", "wanted", "uses"), [row[1:] for row in USES], ids=[row[0] for row in USES])
def test_a_technology_is_wanted_by_any_of_its_names(have: str | None, wanted: str, uses: bool) -> None:
    assert uses_technology(have, wanted) is uses


def test_what_was_asked_for_is_found_as_it_was_asked_for() -> None:
    found = technologies_found(["SAP S/4HANA", "MS Teams"], ["sap", "Salesforce", "Microsoft Teams"])
    assert found == frozenset(("sap", "Microsoft Teams"))


def test_a_stack_nobody_knows_is_unknown_and_not_empty() -> None:
    assert technologies_found([], ["SAP"]) is None
    assert technologies_found(["SAP"], []) is None
    assert technologies_found(["SAP"], ["Salesforce"]) == frozenset()


def test_a_key_reads_as_itself() -> None:
    for name in ("SAP S/4HANA", "Dynamics NAV", "k8s", "Oracle EBS", "Some Other Tool 4.2"):
        key = technology_key(name)
        assert technology_key(key) == key
