"""`python -m leadgate` is `leadgate`."""

from leadgate.cli.main import run

run()
