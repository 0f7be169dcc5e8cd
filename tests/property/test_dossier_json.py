"""parse(render(x)) == x, for every dossier; and whatever is parsed is in order."""

import json
from typing import Any

from hypothesis import given, settings

from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier, parse_signal, render_dossier, render_signal
from tests.property.dossiers import dossiers, rows

examples = settings(max_examples=150, deadline=None)


@examples
@given(dossiers())
def test_what_is_rendered_reads_back_to_the_same(dossier: Dossier) -> None:
    row = json.loads(json.dumps(render_dossier(dossier), allow_nan=False))
    assert parse_dossier(row) == dossier
    assert render_dossier(parse_dossier(row)) == row


@examples
@given(dossiers())
def test_each_signal_reads_back_alone(dossier: Dossier) -> None:
    for signal in dossier.signals:
        assert parse_signal(json.loads(json.dumps(render_signal(signal)))) == signal


@examples
@given(rows())
def test_signals_are_unique_sorted_and_not_of_the_future(row: dict[str, Any]) -> None:
    dossier = parse_dossier(row)
    order = [(signal.occurred_at, signal.id) for signal in dossier.signals]
    assert order == sorted(order)
    assert len({signal.id for signal in dossier.signals}) == len(order)
    assert all(at <= dossier.as_of for at, _ in order)
