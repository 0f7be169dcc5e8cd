"""A made-up past of a CRM, for its sandbox: simulated leads, what was known of them when, and what they came to."""
