"""Ways to reach people that are the same everywhere: incoming webhooks and SMTP."""
