"""Reports on models and what they learn from: an object for programs, and one page for people that stands alone."""
