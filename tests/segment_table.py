"""Made-up leads of several segments and groups with a known truth: sized and seeded by argument."""

import numpy as np
import polars as pl

SHARES = {"core": 0.55, "labs": 0.34, "rare": 0.1, "tiny": 0.01}


def a_segmented_table(rows: int, seed: int = 5, unlike: float = 1.0) -> pl.DataFrame:
    """In `labs` visits count against a lead and it converts more often, `unlike` times so; `rare` never converts."""
    random = np.random.default_rng(seed)
    segment = random.choice(list(SHARES), rows, p=list(SHARES.values()))
    size, visits = random.normal(0.0, 1.0, rows), random.normal(0.0, 1.0, rows)
    is_labs = segment == "labs"
    log_odds = -1.0 + 0.6 * size + np.where(is_labs, 0.8 - 1.6 * unlike, 0.8) * visits + np.where(is_labs, unlike, 0.0)
    converted = (random.random(rows) < 1.0 / (1.0 + np.exp(-log_odds))) & (segment != "rare")
    return pl.DataFrame(
        {
            "lead_id": [f"L{number}" for number in range(rows)],
            "created": np.datetime64("2026-01-01T00:00:00", "ms") + np.arange(rows) * np.timedelta64(1_800_000, "ms"),
            "employees": (np.exp(4.0 + size)).round(1),
            "visits": visits.round(3),
            "industry": segment,
            "converted": np.where(converted, "yes", "no"),
        }
    )


def a_grouped_table(rows: int, seed: int = 5) -> pl.DataFrame:
    """`region` is held against the south; `postal` tells it mostly, `region_code` wholly; a tenth is unknown."""
    random = np.random.default_rng(seed)
    region = random.choice(["north", "south", ""], rows, p=[0.5, 0.35, 0.15])
    south = region == "south"
    postal = np.where(south, random.integers(0, 20, rows), random.integers(20, 40, rows))
    postal = np.where(random.random(rows) < 0.2, random.integers(0, 40, rows), postal)
    size, visits = random.normal(0.0, 1.0, rows) - 0.2 * south, random.normal(0.0, 1.0, rows)
    log_odds = -1.0 + 0.7 * size + 0.7 * visits - 1.2 * south
    return pl.DataFrame(
        {
            "lead_id": [f"L{number}" for number in range(rows)],
            "region": region,
            "region_code": np.where(south, "S", np.where(region == "north", "N", "")),
            "postal": [f"p{code}" for code in postal],
            "employees": np.exp(4.0 + size).round(1),
            "visits": visits.round(3),
            "converted": np.where(random.random(rows) < 1.0 / (1.0 + np.exp(-log_odds)), "yes", "no"),
        }
    )
