"""Assessments as a person reads them: the report of the terminal and the note on the CRM record."""
