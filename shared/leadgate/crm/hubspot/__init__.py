"""HubSpot behind the port `Crm`. Its own words (contact, company, deal, hs_…) stay in this folder."""
