"""What there is to learn from (G1): sources, completeness over time, freshness, duplicates, gaps, outcomes."""
