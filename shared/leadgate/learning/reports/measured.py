"""What was measured of each head, in one sentence: for the terminal, the card and the page."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_NAMES: Final[Mapping[str, str]] = {
    "conversion": "chance to convert",
    "close": "chance to be won",
    "days": "days to close",
    "amount": "amount",
    "spread": "confidence",
}


def sentences_of(heads: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """heads: as the manifest holds them. Of each its name and what was found on rows not trained on."""
    for head, measured in heads.items():
        yield _NAMES.get(head, head), _sentence(head, measured)


def _sentence(head: str, measured: Mapping[str, Any]) -> str:
    if head in ("days", "amount"):
        return _of_range(measured)
    if head == "spread":
        return _of_spread(measured)
    return (
        f"AUC {measured['auc']:.3f}, Brier {measured['brier']:.4f}, calibration error "
        f"{measured['calibration_error']:.1%}; {measured['rows']:,} rows, {measured['rate']:.1%} of them did"
    )


def _of_range(measured: Mapping[str, Any]) -> str:
    slices, (narrow, middle, wide) = measured["coverage_by_width"], measured["high_to_low"]
    still_open = f", {measured['open']:,} of them still open," if measured["open"] else ""
    among = f" ({min(slices):.0%} to {max(slices):.0%} by tenth of their width)" if len(slices) == 10 else ""
    return (
        f"{measured['coverage']:.1%} of {measured['rows']:,} rows{still_open} lay in their 80 % range{among}; its end "
        f"is {middle:.1f} times its start ({narrow:.1f} for the narrow, {wide:.1f} for the wide)"
    )


def _of_spread(measured: Mapping[str, Any]) -> str:
    return (
        f"{measured['members']} models trained on resampled rows differ by {measured['median']:.2f} in log-odds at the "
        f"median lead, leads themselves by {measured['between_leads']:.2f}; what the graph says of it for unseen leads "
        f"has a rank correlation of {measured['rank_correlation']:.2f} with it"
    )
