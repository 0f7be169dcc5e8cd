"""Leadgate decides, for every lead that enters a CRM, whether sales should talk to that person now."""
