"""Company names, compared the way a person would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.reference.companies import company_key, same_name

SAME = [
    ("a German legal form of many parts", "Acme Manufacturing GmbH & Co. KG", "ACME Manufacturing"),
    ("a partnership limited by shares", "Müller AG & Co. KGaA", "Mueller"),
    ("a form in brackets", "Acme (Pty) Ltd", "Acme"),
    ("a Mexican form", "Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo"),
    ("a form in front", "SARL Foo Bar", "Foo Bar"),
    ("a Japanese form", "株式会社トヨタ", "トヨタ"),
    ("a letter of the north", "Ørsted A/S", "Orsted"),
    ("accents", "Nestlé S.A.", "NESTLE"),
    ("a connecting word", "Johnson & Johnson", "Johnson and Johnson"),
    ("a domain for a name", "Salesforce.com, inc.", "Salesforce"),
    ("a blank inside", "Data Dog", "Datadog, Inc."),
    ("its group", "Acme Group", "Acme Ltd"),
    ("its country unit", "Acme Deutschland GmbH", "Acme Group"),
    ("a name that is a legal form", "SAS", "sas"),
]
OTHER = [
    ("a longer name", "Acme Foods", "Acme"),
    ("another letter", "Acme Inc", "Acne Inc"),
    ("two of one country", "Deutsche Bank AG", "Deutsche Telekom AG"),
    ("two of one kind", "Bank of China", "Bank of America"),
    ("a name that starts with a form", "SAS Institute Inc.", "Institute"),
    ("no name is nobody's", "", ""),
]


@pytest.mark.parametrize(("name", "other"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_two_spellings_are_one_company(name: str, other: str) -> None:
    assert same_name(name, other)
    assert same_name(other, name)


@pytest.mark.parametrize(("name", "other"), [row[1:] for row in OTHER], ids=[row[0] for row in OTHER])
def test_two_companies_stay_two(name: str, other: str) -> None:
    assert not same_name(name, other)
    assert not same_name(other, name)


@given(st.text(max_size=40))
def test_any_text_has_a_key_or_none_and_is_itself(name: str) -> None:
    assert company_key(name) is None or same_name(name, name)
