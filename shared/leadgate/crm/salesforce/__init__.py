"""Salesforce behind the port `Crm`."""
