"""R7–R11 outside the record: what a rep is told, how often, and what happens while a channel is down."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults.product import PRODUCTS, buying
from tests.integration.outreach_world import REP, World, outreach_world


@pytest.fixture(params=PRODUCTS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with outreach_world(str(request.param), tmp_path) as made:
        made.set(first_response={"mode": "off"}, handoff={"slack": True})
        yield made


@pytest.fixture
def hubspot(tmp_path: Path) -> Iterator[World]:
    with outreach_world(next(iter(PRODUCTS)), tmp_path) as made:
        made.set(first_response={"mode": "off"}, handoff={"slack": True})
        yield made


def contact_form(world: World) -> None:
    form = {"form": "contact_sales"}
    at = "2026-11-23T11:59:00Z"
    asks = world.product.view(0, id="asks again", kind="form_submission", properties=form, occurred_at=at)
    world.lead_buys(asks)


@pytest.mark.capability("R7", "R11")
def test_a_rep_is_told_once_and_again_only_of_news(world: World) -> None:
    world.set(handoff={"record_url": "https://crm.example/{id}"})
    world.lead_buys()
    (post,) = world.hook.posts
    assert post["text"].startswith("SALES READY")
    told = str(post["blocks"])
    assert "Ava Thompson" in told
    assert "page /docs/implementation-guide" in told
    assert f"https://crm.example/{world.product.lead.rsplit(':', 1)[1]}" in told
    world.judge_again()
    assert len(world.hook.posts) == 1
    contact_form(world)
    assert [post["text"].split(" – ")[0] for post in world.hook.posts[1:]] == ["New: Contact sales today"]


def test_teams_and_mail_are_told_too(hubspot: World) -> None:
    hubspot.set(handoff={"slack": False, "teams": True, "email": True})
    hubspot.lead_buys()
    (card,) = hubspot.hook.posts
    assert card["attachments"][0]["content"]["type"] == "AdaptiveCard"
    (mail,) = hubspot.inbox.messages
    assert (mail["To"], mail["From"]) == (REP, f'"Ava Thompson (Leadgate)" <{REP}>')
    assert str(mail["Subject"]).startswith("SALES READY")
    html = mail.get_body(("html",))
    assert html is not None
    assert "Talking points" in html.get_content()


@pytest.mark.parametrize("status", [429, 503])
def test_a_channel_that_is_down_costs_no_message_and_holds_up_nobody(hubspot: World, status: int) -> None:
    hubspot.set(handoff={"email": True})
    hubspot.hook.status, hubspot.hook.headers = status, {"Retry-After": "7"}
    hubspot.product.site_sends(*buying(hubspot.product.lead))
    hubspot.product.work(timedelta(hours=1))
    assert hubspot.product.world.value(hubspot.product.lead, "status") == "sales_ready"
    assert len(hubspot.inbox.messages) == 1
    hubspot.hook.status = 200
    hubspot.product.work(timedelta(hours=3))
    assert len(hubspot.hook.posts) == 1
    assert len(hubspot.inbox.messages) == 1


def test_a_webhook_that_is_gone_waits_for_a_person(hubspot: World) -> None:
    hubspot.hook.status = 404
    hubspot.lead_buys()
    ((errand, reason),) = hubspot.product.ports.queue.buried()
    assert errand == f"tell:{hubspot.product.lead}"
    assert reason == "the webhook answers 404: is it still there, and may it post?"
    hubspot.hook.status = 200
    hubspot.product.ports.queue.redrive()
    hubspot.product.work()
    assert len(hubspot.hook.posts) == 1


def test_other_tiers_and_mere_observing_are_told_nobody(hubspot: World) -> None:
    hubspot.set(handoff={"tiers": ["D"]})
    hubspot.lead_buys()
    hubspot.set(handoff={"tiers": []}, autonomy="observe")
    hubspot.judge_again()
    assert hubspot.hook.posts == []


def test_a_recommendation_is_told_as_one_and_gives_nobody_work(hubspot: World) -> None:
    hubspot.set(autonomy="recommend")
    hubspot.lead_buys()
    assert "Suggested owner:" in str(hubspot.hook.posts[0])
    assert hubspot.product.world.tasks(hubspot.product.lead) == []


def test_a_bad_template_is_told_once_and_the_one_that_ships_is_used(hubspot: World, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "slack.json.j2").write_text('{\n"text": "{{ headlin }}"}\n', encoding="utf-8")
    hubspot.set(handoff={"templates": str(folder)})
    hubspot.lead_buys()
    contact_form(hubspot)
    assert len(hubspot.hook.posts) == 2
    assert hubspot.parked() == [
        f"{folder}/slack.json.j2, line 2: 'headlin' is undefined; the template that ships is used instead"
    ]
    (folder / "slack.json.j2").write_text('{"text": "{{ name }}: {{ approach }}"}', encoding="utf-8")
    contact_form(hubspot)


def test_an_admins_template_is_used(hubspot: World, tmp_path: Path) -> None:
    (tmp_path / "slack.json.j2").write_text('{"text": "{{ name }}: {{ approach }}"}', encoding="utf-8")
    hubspot.set(handoff={"templates": str(tmp_path)})
    hubspot.product.world.put(hubspot.product.lead, "firstname", '<!channel> "}')
    hubspot.lead_buys()
    assert hubspot.hook.posts == [{"text": '&lt;!channel&gt; "} Martinez: ' + _approach(hubspot)}]


def _approach(world: World) -> str:
    verdict = world.product.ports.store.verdict_of(world.product.lead)
    assert verdict is not None
    return str(verdict.row["recommendation"]["approach"])


@pytest.mark.capability("R8")
def test_the_rep_gets_one_task_with_an_end(world: World) -> None:
    world.lead_buys()
    lead, records = world.product.lead, world.product.world
    (task,) = records.tasks(lead)
    assert task["owner"] == records.other_owner
    assert (task["due"], task["state"]) == ("2026-11-24", "open")
    world.judge_again()
    assert len(records.tasks(lead)) == 1
    assert len(records.notes(lead)) == 1


def test_a_task_that_was_done_stays_done_until_something_new_is_asked(world: World) -> None:
    world.lead_buys()
    lead, records = world.product.lead, world.product.world
    records.end_tasks(lead)
    world.judge_again()
    assert [task["state"] for task in records.tasks(lead)] == ["ended"]
    world.product.clock.at += timedelta(days=1)
    now = world.product.clock.at.isoformat()
    asks = {"kind": "form_submission", "properties": {"form": "contact_sales"}, "occurred_at": now}
    world.lead_buys(world.product.view(0, id="anew", **asks))
    assert sorted(task["state"] for task in records.tasks(lead)) == ["ended", "open"]


def test_a_task_is_put_off_when_the_lead_is_none_any_more(world: World) -> None:
    world.lead_buys()
    lead, records = world.product.lead, world.product.world
    records.put(lead, world.product.title_field, "Student")
    gone = {"kind": "email_reply", "properties": {"text": "Please remove me, we are not interested."}}
    world.lead_buys(world.product.view(0, id="no", **gone, occurred_at=world.product.clock.at.isoformat()))
    assert records.value(lead, "status") != "sales_ready"
    assert [task["state"] for task in records.tasks(lead)] == ["put off"]
    assert "was sales ready" in world.hook.posts[-1]["text"]
