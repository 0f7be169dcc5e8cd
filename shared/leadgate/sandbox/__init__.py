"""Local CRMs that answer as the real APIs do: limits, errors and webhooks included. They know nothing of Leadgate."""
