"""I5: what a short reply to sales comes to, in seven languages."""
