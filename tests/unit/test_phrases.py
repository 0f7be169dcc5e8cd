"""Phrases are compiled when they are met: that all of them can be is known before."""

import re

from leadgate.domain.conversation.buying_words import BUYING_PHRASES
from leadgate.domain.conversation.evaluation_words import EVALUATION_PHRASES
from leadgate.domain.conversation.other_words import OTHER_PHRASES
from leadgate.domain.conversation.phrases import index_of
from leadgate.domain.conversation.time_grammar import FAMILIES, SPANS, rules_of


def test_every_phrase_compiles() -> None:
    cues = [cue for found in index_of(EVALUATION_PHRASES | OTHER_PHRASES | BUYING_PHRASES).values() for cue in found]
    assert cues
    assert all(cue.pattern.match("") is None for cue in cues)


def test_every_word_of_time_has_patterns() -> None:
    assert all(rules_of(family) for families in FAMILIES.values() for family in families)
    assert all(re.compile(pattern) for pattern in SPANS)
