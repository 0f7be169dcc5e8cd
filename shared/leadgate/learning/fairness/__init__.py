"""Whether groups of leads are treated alike (L9): who is selected, who is missed, whose chances are true."""
