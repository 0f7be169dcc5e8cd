"""The Lambda functions, one folder each. `leadgate serve` runs the same handlers."""
