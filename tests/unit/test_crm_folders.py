"""`hubspot/` and `salesforce/`: what stands there follows from the code, and is what the two platforms take."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import simple_salesforce
import tree_sitter
import tree_sitter_javascript
from lxml import etree

from leadgate.crm.fields import FIELDS
from leadgate.crm.hubspot.subscriptions import SUBSCRIPTIONS
from leadgate.crm.salesforce.metadata import field_definitions
from leadgate.crm_folders import generated_files
from leadgate.domain.assessment_json import parse_assessment
from leadgate.service.card import render_card

ROOT = Path(__file__).parents[2]
METADATA = "http://soap.sforce.com/2006/04/metadata"
SCHEMA = "http://www.w3.org/2001/XMLSchema"
SOURCES = [path for path in generated_files() if path.startswith("salesforce/") and path.endswith("-meta.xml")]
BUNDLE = ROOT / "salesforce/force-app/main/default/lwc/leadgateVerdict"
CARD = ROOT / "hubspot/src/app/cards/Verdict.jsx"
SCRIPTS = [CARD, *sorted(BUNDLE.glob("*.js"))]
TYPES = {"EventRelayConfig", "NamedCredential", "CustomField", "PermissionSet", "PlatformEventChannel"}


@pytest.mark.parametrize("path", sorted(generated_files()))
def test_a_generated_file_is_not_stale(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == generated_files()[path], "run `make schemas`"


# Salesforce


@pytest.fixture(scope="session")
def metadata_schema() -> etree.XMLSchema:
    """Salesforce's own schema of metadata, which the client library brings along; every type may be a document."""
    wsdl = etree.parse(Path(simple_salesforce.__file__).parent / "metadata.wsdl")
    schema = next(one for one in wsdl.iter(f"{{{SCHEMA}}}schema") if one.get("targetNamespace") == METADATA)
    for kind in (*TYPES, "PlatformEventChannelMember", "LightningComponentBundle"):
        etree.SubElement(schema, f"{{{SCHEMA}}}element", name=kind, type=f"tns:{kind}")
    return etree.XMLSchema(etree.fromstring(etree.tostring(schema)))


@pytest.mark.parametrize("path", SOURCES)
def test_a_metadata_file_fits_salesforces_schema(path: str, metadata_schema: etree.XMLSchema) -> None:
    metadata_schema.assertValid(etree.parse(ROOT / path))


def test_a_wrong_metadata_file_does_not(metadata_schema: etree.XMLSchema) -> None:
    field = f'<CustomField xmlns="{METADATA}"><label>Tier</label><kind>Text</kind></CustomField>'
    assert not metadata_schema.validate(etree.fromstring(field))


@pytest.mark.parametrize("name", sorted(field_definitions()))
def test_a_field_keeps_to_the_limits_of_the_metadata_api(name: str) -> None:
    definition = field_definitions()[name]
    developer_name = name.partition(".")[2].removesuffix("__c")
    assert re.fullmatch(r"[A-Za-z](?:_?[A-Za-z0-9])*", developer_name)
    assert len(developer_name) <= 40
    assert len(definition["label"]) <= 40
    assert len(definition["inlineHelpText"]) <= 510
    assert len(definition["description"]) <= 1000
    assert definition["type"] != "LongTextArea" or 256 <= definition["length"] <= 131_072


def test_every_field_that_is_written_is_in_the_source_folder_and_may_be_written() -> None:
    fields = {
        f"{path.parts[-3]}.{path.name.removesuffix('.field-meta.xml')}"
        for path in (ROOT / "salesforce").rglob("*.field-meta.xml")
    }
    assert fields == set(field_definitions())
    permissions = (
        ROOT / "salesforce/force-app/main/default/permissionsets/Leadgate.permissionset-meta.xml"
    ).read_text()
    assert set(re.findall(r"<field>(.*?)</field>", permissions)) == fields


def test_the_component_reads_fields_that_there_are() -> None:
    """Names in its script and template; those of the template are the script's getters."""
    script = (BUNDLE / "leadgateVerdict.js").read_text(encoding="utf-8")
    read = set(re.findall(r'\b(?:text|label|lines)\("(\w+)"\)', script))
    assert {"status", "reasons", "stakeholder_map"} <= read <= {field.name for field in FIELDS}
    text = (BUNDLE / "leadgateVerdict.html").read_text(encoding="utf-8")
    text = re.sub(r"=({\w+(?:\.\w+)?})", r'="\1"', re.sub(r"\b(lwc|for):", r"\1-", text))
    template = etree.fromstring(text)
    shown = {name for text in _texts(template) for name in re.findall(r"{(\w+)}", text)}
    assert shown == {name for name in shown if re.search(rf"(?:get {name}\(\)|^    {name}\b)", script, re.MULTILINE)}


def _texts(template: Any) -> Iterator[str]:
    for one in template.iter():
        yield from (one.text or "", one.tail or "", *one.attrib.values())


# HubSpot


def hubspot(path: str) -> Any:
    return json.loads((ROOT / "hubspot" / path).read_text(encoding="utf-8"))


def test_the_project_is_where_hubspot_looks_for_it() -> None:
    assert hubspot("hsproject.json")["srcDir"] == "src"
    found = {path.parent.name: json.loads(path.read_text()) for path in (ROOT / "hubspot").rglob("*-hsmeta.json")}
    assert {folder: one["type"] for folder, one in found.items()} == {
        "app": "app",
        "webhooks": "webhooks",
        "cards": "card",
    }
    assert len({one["uid"] for one in found.values()}) == 3
    entrypoint = found["cards"]["config"]["entrypoint"]
    assert (ROOT / "hubspot" / "src" / entrypoint.lstrip("/")).is_file()


def test_what_differs_between_portals_is_a_variable_of_the_profile() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "hubspot").rglob("*-hsmeta.json"))
    profile = hubspot("src/hsprofile.production.json")
    assert set(re.findall(r"\$\{(\w+)\}", text)) == set(profile["variables"])
    assert set(re.findall(r"context\.variables\?\.(\w+)", CARD.read_text())) == set(profile["variables"])
    assert profile["variables"]["LEADGATE_URL"].startswith("https://")


def test_the_card_may_fetch_what_it_fetches() -> None:
    (allowed,) = hubspot("src/app/app-hsmeta.json")["config"]["permittedUrls"]["fetch"]
    assert allowed == "${LEADGATE_URL}"
    assert "`${context.variables?.LEADGATE_URL}/cards/hubspot/${context.crm.objectId}`" in CARD.read_text()


def test_the_card_shows_what_the_endpoint_gives(jennifer: dict[str, Any]) -> None:
    given = render_card(parse_assessment(jennifer))
    read = set(re.findall(r"\bcard\.(\w+)", CARD.read_text()))
    assert read == set(given)
    destructured = re.findall(r"\(\{ (\w+(?:, \w+)*) \}\) =>", CARD.read_text())
    inner = {name for names in destructured for name in names.split(", ")}
    assert {*given["reasons"][0], *given["stakeholders"][0]} <= inner


@pytest.fixture
def jennifer() -> dict[str, Any]:
    from leadgate.assess import assess
    from leadgate.bootstrap import bundled_model
    from leadgate.domain.assessment_json import render_assessment
    from leadgate.domain.dossier_json import parse_dossier
    from leadgate.domain.settings import Settings
    from leadgate.model.registry import FolderRegistry

    dossier = parse_dossier(json.loads((ROOT / "tests/cases/jennifer.json").read_text(encoding="utf-8")))
    return render_assessment(assess(dossier, Settings(), FolderRegistry(bundled_model()).current()))


def test_subscriptions_are_each_there_once_and_to_nothing_of_ours() -> None:
    assert len(set(SUBSCRIPTIONS)) == len(SUBSCRIPTIONS)
    assert not [one for one in SUBSCRIPTIONS if (one.property_name or "").startswith("leadgate_")]


# Scripts of both


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_javascript_and_brings_in_all_it_uses(path: Path) -> None:
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
    tree = parser.parse(path.read_bytes())
    assert not tree.root_node.has_error
    text = path.read_text(encoding="utf-8")
    imported = {
        name for names in re.findall(r"import (?:\w+, )?\{([^}]+)\}", text) for name in re.findall(r"\w+", names)
    }
    made = set(re.findall(r"^const (\w+)", text, re.MULTILINE))
    assert set(re.findall(r"<([A-Z]\w+)", text)) <= imported | made
    assert all(re.search(rf"\b{name}\b", text.partition('from "')[2] or text) for name in imported)


def test_a_broken_script_is_seen() -> None:
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
    assert parser.parse(b"const Part = () => <Text>").root_node.has_error
