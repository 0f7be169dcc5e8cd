"""Reps' calendars beside the CRM's: CalDAV, and the choice between all of them."""
