"""Adapters of the port `Crm`, one folder a CRM, and the fields all of them write."""
