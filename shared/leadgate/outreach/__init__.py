"""Ways to reach people that are the same everywhere: incoming webhooks, SMTP, and templates in a folder."""
