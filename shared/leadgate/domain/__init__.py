"""What Leadgate knows of leads and decides about them: pure functions over frozen data, no I/O."""
