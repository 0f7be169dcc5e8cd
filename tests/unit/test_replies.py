"""I5: what a short reply comes to, in seven languages; the sentences stand in `replies.toml`."""

import tomllib
from pathlib import Path
from typing import Final

import pytest

from leadgate.domain.replies.reading import read_reply

SAID: Final = tomllib.loads(Path(__file__).with_name("replies.toml").read_text(encoding="utf-8"))
ROWS: Final = [(kind, text) for kind, by_language in SAID.items() for texts in by_language.values() for text in texts]


@pytest.mark.capability("I5")
@pytest.mark.parametrize(("kind", "text"), ROWS, ids=[text for _, text in ROWS])
def test_a_reply_comes_to(kind: str, text: str) -> None:
    assert read_reply(text).kind == kind


LEAVE_ALONE: Final = [
    ("unsubscribe", True),
    ("Please take me off your list", True),
    ("Bitte löschen Sie meine Daten.", True),
    ("I will report you for spam", True),
    ("Cancellatemi", True),
    ("Not interested", False),
    ("We already have a vendor", False),
    ("Yes, call me", False),
]


@pytest.mark.capability("I5")
@pytest.mark.parametrize(("text", "alone"), LEAVE_ALONE, ids=[row[0] for row in LEAVE_ALONE])
def test_who_wants_to_be_left_alone_is_more_than_a_no(text: str, alone: bool) -> None:
    assert read_reply(text).leave_alone is alone


INSTEAD: Final = [
    ("I'm not the right person, please contact Anna Weber.", "Anna Weber"),
    ("Wrong person. Write to anna.weber@acme.com", "anna.weber@acme.com"),
    ("Bitte wenden Sie sich an Frau Weber (weber@firma.de).", "Frau Weber (weber@firma.de)"),
    ("Not my department.", ""),
]


@pytest.mark.capability("I5")
@pytest.mark.parametrize(("text", "whom"), INSTEAD, ids=[row[0] for row in INSTEAD])
def test_whom_to_ask_instead_is_kept_as_it_was_written(text: str, whom: str) -> None:
    assert read_reply(text).ask_instead == whom


QUOTED: Final = [
    "ok\n\nOn Mon, Nov 23, 2026 at 9:00 AM Jane Roe wrote:\n> Can we talk on Thursday? Reply unsubscribe to opt out.",
    "Danke\n\nAm 23.11.2026 um 09:00 schrieb Jane Roe:\nKönnen wir telefonieren?",
    "Noted.\n-- \nTom\nBook a meeting with me: calendly",
    "Thanks\n\nIf you have received this in error, please delete my data and contact the sender.",
]


@pytest.mark.capability("I5")
@pytest.mark.parametrize("mail", QUOTED)
def test_what_stands_below_their_own_words_is_not_theirs(mail: str) -> None:
    assert read_reply(mail).kind == "unclear"
