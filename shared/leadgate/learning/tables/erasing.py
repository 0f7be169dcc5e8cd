"""A Parquet table without the rows of a person."""

import io

import polars as pl

from leadgate.domain.traces import Traces


def from_parquet(content: bytes, traces: Traces) -> tuple[bytes, int]:
    """Rows with the person's id or address in any column of text are out; in all others the name is blanked."""
    table = pl.read_parquet(io.BytesIO(content))
    texts = [name for name, kind in table.schema.items() if kind == pl.String]
    about = [any(traces.is_named_by(value) for value in row if value) for row in table.select(texts).iter_rows()]
    kept = table.filter(pl.Series([not one for one in about], dtype=pl.Boolean)) if texts else table
    columns = [pl.Series(name, [_blank(value, traces) for value in kept[name]], dtype=pl.String) for name in texts]
    left = kept.with_columns(columns)
    differing = sum(before != after for before, after in zip(kept.iter_rows(), left.iter_rows(), strict=True))
    out = io.BytesIO()
    left.write_parquet(out)
    return out.getvalue(), sum(about) + differing


def _blank(value: str | None, traces: Traces) -> str | None:
    return None if value is None else traces.erased_from(value)
