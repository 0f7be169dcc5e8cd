"""Made-up CRM exports with a known truth, for what trains and scores: sized and seeded by argument."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

SOURCES = ["Web", "Event", "Partner", "Ads", "Select"]


def a_table(rows: int, seed: int = 3, interaction: float = 0.0, uneven: float = 0.0) -> pl.DataFrame:
    """`converted` follows from source, size, minutes on pricing and visits; `noise` and `city` say nothing.

    interaction: how much visits and minutes count together only. uneven: how much the source makes amounts and days
    uncertain: they spread e^uneven times as wide among leads of events, and e^−uneven times among those of partners.
    """
    random = np.random.default_rng(seed)
    source = random.integers(0, len(SOURCES), rows)
    size = np.maximum(np.exp(random.normal(4.0, 1.2, rows)).round(), 1.0)
    visits, minutes = random.poisson(3.0, rows), random.exponential(4.0, rows).round(1)
    together = np.where((visits > 3) == (minutes > 3.0), 1.0, -1.0)
    log_odds = -1.6 + np.array([0.0, 0.9, 0.6, -0.7, 0.1])[source] + 0.35 * np.log(size / 55.0) + 0.08 * minutes
    log_odds += interaction * together
    converted = random.random(rows) < 1.0 / (1.0 + np.exp(-log_odds))
    won = converted & (random.random(rows) < 0.5 + 0.2 * (source == 1))
    spread = np.exp(uneven * np.array([0.0, 1.0, -1.0, 0.0, 0.0]))[source]
    amount = np.exp(8.0 + 0.6 * np.log(size) + spread * random.normal(0.0, 0.4, rows)).round()
    days = np.exp(3.5 + 0.2 * np.log(size) + spread * random.normal(0.0, 0.5, rows)).round()
    is_open = converted & (random.random(rows) < 0.15)
    start = datetime(2025, 1, 1, tzinfo=UTC)
    return pl.DataFrame(
        {
            "lead_id": [f"L{number:06d}" for number in range(rows)],
            "created_at": [start + timedelta(hours=number) for number in range(rows)],
            "source": [SOURCES[place] for place in source],
            "employees": [f"{int(count):,} people" for count in size],
            "visits": visits,
            "pricing_minutes": np.where(random.random(rows) < 0.1, np.nan, minutes),
            "newsletter": [("yes", "no")[flag] for flag in random.integers(0, 2, rows)],
            "city": [f"City {number}" for number in random.integers(0, 300, rows)],
            "noise": random.normal(size=rows).round(4),
            "converted": ["yes" if one else "no" for one in converted],
            "won": [
                ("won" if one else "lost") if done else None
                for one, done in zip(won, converted & ~is_open, strict=True)
            ],
            "amount": np.where(converted, amount, np.nan),
            "days": np.where(converted, np.where(is_open, days * 0.4, days), np.nan),
        }
    ).with_columns(pl.col("pricing_minutes", "amount", "days").fill_nan(None))
