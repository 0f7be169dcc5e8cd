"""What must hold of `template.yaml`, whoever edits it."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from functions.book.app import ROUTES as BOOK
from functions.chat.app import ROUTES as CHAT
from functions.enrichment.app import ROUTES as ENRICHMENT
from functions.hubspot_card.app import ROUTES as HUBSPOT_CARD
from functions.hubspot_webhook.app import ROUTES as HUBSPOT
from functions.mail.app import ROUTES as MAIL
from functions.salesforce_webhook.app import ROUTES as SALESFORCE
from functions.signals.app import ROUTES as SIGNALS
from leadgate.aws.parameters import to_tree
from leadgate.aws.table import Index
from leadgate.aws.verdicts import BY_DUE, BY_STATUS
from leadgate.bootstrap import MAX_RECEIVES
from leadgate.bootstrap.variables import VARIABLES
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.emulator.surroundings import SANDBOX_SECRETS
from leadgate.emulator.template import read_template
from leadgate.render.filling import shipped_names

ROOT = Path(__file__).parents[2]
TEMPLATE = read_template(ROOT / "template.yaml")
TEXT = (ROOT / "template.yaml").read_text(encoding="utf-8")
FUNCTIONS = TEMPLATE.resources("AWS::Serverless::Function")
QUEUES = TEMPLATE.resources("AWS::SQS::Queue")
ROLES = TEMPLATE.resources("AWS::IAM::Role")
ALARMS = TEMPLATE.resources("AWS::CloudWatch::Alarm")
DEAD_LETTERS = [name for name in QUEUES if name.endswith("DeadLetters")]
every_function = pytest.mark.parametrize("name", FUNCTIONS)


def role_of(function: str) -> str:
    name: str = FUNCTIONS[function]["Role"]["Fn::GetAtt"][0]
    return name


def statements(role: str) -> list[Mapping[str, Any]]:
    policies = ROLES[role]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def sources(kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(function, properties) of every event source of the kind."""
    for name, properties in FUNCTIONS.items():
        for event in properties["Events"].values():
            if event["Type"] == kind:
                yield name, event["Properties"]


def test_every_folder_of_functions_is_a_function() -> None:
    folders = {path.parent.name for path in (ROOT / "functions").glob("*/app.py")}
    assert {function.name for function in TEMPLATE.functions} == folders


def test_the_makefile_builds_each_function_from_its_folder() -> None:
    rules = dict(re.findall(r"^build-(\w+): FOLDER := (\w+)$", (ROOT / "functions/Makefile").read_text(), re.MULTILINE))
    assert rules == {function.logical_id: function.name for function in TEMPLATE.functions}


def test_the_api_routes_are_those_of_the_handlers() -> None:
    routed = {(name, event["Method"], event["Path"]) for name, event in sources("HttpApi")}
    handled = {
        "HubspotWebhookFunction": HUBSPOT,
        "HubspotCardFunction": HUBSPOT_CARD,
        "SalesforceWebhookFunction": SALESFORCE,
        "SignalsFunction": SIGNALS,
        "ChatFunction": CHAT,
        "BookFunction": BOOK,
        "EnrichmentFunction": ENRICHMENT,
        "MailFunction": MAIL,
    }
    assert routed == {(name, route.method, route.path) for name, routes in handled.items() for route in routes}


def test_every_queue_that_is_worked_on_has_dead_letters_of_its_kind() -> None:
    worked_on = [event["Queue"]["Fn::GetAtt"][0] for _, event in sources("SQS")]
    assert worked_on
    for name in worked_on:
        dead = QUEUES[name]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        assert QUEUES[dead].get("FifoQueue") == QUEUES[name].get("FifoQueue")
        assert QUEUES[dead]["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_a_message_stays_hidden_for_six_runs_of_its_function() -> None:
    for name, event in sources("SQS"):
        queue = QUEUES[event["Queue"]["Fn::GetAtt"][0]]
        assert queue["VisibilityTimeout"] >= 6 * FUNCTIONS[name]["Timeout"]


def test_one_bad_message_never_fails_its_batch() -> None:
    assert all(event["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for _, event in sources("SQS"))


def test_leads_are_queued_by_lead_and_tried_as_often_as_the_code_says() -> None:
    queue = QUEUES["LeadsQueue"]
    assert (queue["DeduplicationScope"], queue["FifoThroughputLimit"]) == ("messageGroup", "perMessageGroupId")
    assert queue["RedrivePolicy"]["maxReceiveCount"] == MAX_RECEIVES


def test_a_crm_that_is_down_is_outlived_before_a_message_expires() -> None:
    queue = QUEUES["LeadsQueue"]
    assert queue["MessageRetentionPeriod"] > MAX_RECEIVES * queue["VisibilityTimeout"]


@every_function
def test_a_function_has_a_role_and_a_log_of_its_own(name: str) -> None:
    others = [other for other in FUNCTIONS if other != name]
    assert role_of(name) not in {role_of(other) for other in others}
    log = FUNCTIONS[name]["LoggingConfig"]
    assert log["LogFormat"] == "JSON"
    assert log["LogGroup"] not in [FUNCTIONS[other]["LoggingConfig"]["LogGroup"] for other in others]


@every_function
def test_a_policy_names_actions_and_resources_in_full(name: str) -> None:
    assert "*" not in json.dumps(statements(role_of(name)))
    assert all(statement["Resource"] for statement in statements(role_of(name)))


@every_function
def test_a_function_reads_the_secrets_it_needs_and_no_other(name: str) -> None:
    """Whoever answers senders needs one, a schedule none; the worker those of each login and of each way to reach
    people; the page that books, those of every login; mail that comes back one, and the key of its links."""
    text = json.dumps([s for s in statements(role_of(name)) if s["Action"] == "secretsmanager:GetSecretValue"])
    secrets = re.findall(r"secret:leadgate/\$\{Stage\}/(\w+)-\?{6}", text)
    logins = {"hubspot_access_token", "salesforce_private_key", "salesforce_consumer_secret"}
    reach = {"outreach_signing_key", "slack_webhook_url", "teams_webhook_url", "smtp_password"}
    needed = {
        "QualifyFunction": logins | reach,
        "BookFunction": logins | {"booking_secret", "caldav_password"},
        "MailFunction": {"mail_intake_secret", "outreach_signing_key"},
        "SignalsFunction": logins | {"tracker_write_key"},
        "EnrichmentFunction": logins | {"enrichment_webhook_secret"},
    }
    if name in needed:
        assert set(secrets) == needed[name]
    else:
        assert len(secrets) == (0 if name in dict(sources("Schedule")) else 1)
        assert not set(secrets) & logins
    assert set(secrets) <= set(SANDBOX_SECRETS)


def test_every_secret_is_read_by_some_function() -> None:
    assert all(f"/{secret}-??????" in TEXT for secret in SANDBOX_SECRETS)
    assert all(secret.upper() in VARIABLES for secret in SANDBOX_SECRETS)


def test_only_the_worker_may_settle_messages_of_leads() -> None:
    may = [role for role in ROLES if "sqs:ChangeMessageVisibility" in json.dumps(statements(role))]
    assert may == [role_of("QualifyFunction")]


@every_function
def test_a_function_is_told_all_it_needs(name: str) -> None:
    function = TEMPLATE.function(name)
    on_aws = {variable for variable, about in VARIABLES.items() if about.startswith("AWS: ")} - {"AWS_ENDPOINT_URL"}
    assert on_aws <= set(function.environment)


def test_parameters_are_settings_that_are_accepted() -> None:
    parameters = TEMPLATE.resources("AWS::SSM::Parameter").values()
    names = [parameter["Name"]["Fn::Sub"].removeprefix("/leadgate/${Stage}/") for parameter in parameters]
    values = dict(zip(names, ("1001", "salesforce"), strict=True))
    assert names == ["hubspot/app_id", "crm"]
    assert validated(Settings, to_tree(values)).crm == "salesforce"


def test_what_is_kept_outlives_the_stack() -> None:
    table = TEMPLATE.content["Resources"]["LeadsTable"]
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert table["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
    assert table["Properties"]["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


@pytest.mark.parametrize("queue", DEAD_LETTERS)
def test_dead_letters_raise_an_alarm(queue: str) -> None:
    alarms = [alarm for alarm in ALARMS.values() if f'"{queue}", "QueueName"' in json.dumps(alarm.get("Dimensions"))]
    assert [alarm["Threshold"] for alarm in alarms] == [0]


def test_every_alarm_tells_somebody() -> None:
    assert all(alarm["AlarmActions"] == [{"Ref": "Alarms"}] for alarm in ALARMS.values())


def test_every_alarm_has_a_line_on_what_to_do() -> None:
    guide = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
    assert all(f"| {name.removesuffix('Alarm')} |" in guide for name in ALARMS)


def test_every_log_is_forgotten_some_day() -> None:
    assert all("RetentionInDays" in log for log in TEMPLATE.resources("AWS::Logs::LogGroup").values())


def test_the_worker_runs_in_no_more_copies_than_the_admin_says() -> None:
    (scaling,) = [event["ScalingConfig"] for name, event in sources("SQS") if name == "QualifyFunction"]
    assert scaling == {"MaximumConcurrency": {"Ref": "QualifyConcurrency"}}


def test_verdicts_that_have_grown_old_are_looked_for_every_quarter_of_an_hour() -> None:
    assert ("RequalifyFunction", {"Schedule": "rate(15 minutes)"}) in list(sources("Schedule"))


def test_whoever_looks_for_old_verdicts_reads_one_index_and_no_more() -> None:
    reads = [one for one in statements(role_of("RequalifyFunction")) if "dynamodb:Query" in one["Action"]]
    assert [one["Resource"] for one in reads] == [{"Fn::Sub": f"${{LeadsTable.Arn}}/index/{BY_DUE.name}"}]


@pytest.mark.parametrize("index", [BY_STATUS, BY_DUE], ids=lambda index: index.name)
def test_the_table_has_the_indexes_of_the_code(index: Index) -> None:
    table = TEMPLATE.resources("AWS::DynamoDB::Table")["LeadsTable"]
    (found,) = [one for one in table["GlobalSecondaryIndexes"] if one["IndexName"] == index.name]
    assert [key["AttributeName"] for key in found["KeySchema"]] == [index.partition, index.sort]
    assert found["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_training_is_the_same_command_in_the_task_and_on_one_machine() -> None:
    (task,) = TEMPLATE.resources("AWS::ECS::TaskDefinition").values()
    (container,) = task["ContainerDefinitions"]
    command = " ".join(container["Command"])
    assert command == "models retrain --if-due"
    assert command.replace(" ", '", "') in (ROOT / "shared/leadgate/embedded/retraining.py").read_text(encoding="utf-8")
    assert f"CMD {json.dumps(container['Command'])}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert {variable["Name"] for variable in container["Environment"]} <= set(VARIABLES)


def test_the_image_holds_what_the_lock_says_and_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "RUN pip install --no-cache-dir --require-hashes --requirement requirements/learning.txt" in lines
    assert any(line.startswith("USER ") for line in lines[-4:])
    copied = {line.split()[1] for line in lines if line.startswith("COPY") and len(line.split()) == 3}
    assert all((ROOT / path).exists() for path in copied)


def test_nothing_trains_where_no_subnets_are_named() -> None:
    training = {name: one for name, one in TEMPLATE.content["Resources"].items() if name.startswith("Retrain")}
    assert len(training) == 12
    assert {one["Condition"] for one in training.values()} == {"Retrains"}


def test_models_outlive_the_stack_and_are_nobodys_to_see() -> None:
    bucket = TEMPLATE.content["Resources"]["ModelsBucket"]
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert all(bucket["Properties"]["PublicAccessBlockConfiguration"].values())
    assert bucket["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}


def test_the_worker_reads_the_admins_templates_and_mails_from_one_identity() -> None:
    policy = json.dumps(statements(role_of("QualifyFunction")))
    assert set(re.findall(r"/templates/([\w.]+)", policy)) == set(shipped_names())
    assert "identity/${MailIdentity}" in policy


def test_links_in_mail_lead_to_this_api() -> None:
    url = FUNCTIONS["QualifyFunction"]["Environment"]["Variables"]["LEADGATE_PUBLIC_URL"]
    assert url == {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}"}
