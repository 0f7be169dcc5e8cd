"""What would have come of scoring the past (G3): trained on what was known then, judged on what came after."""
