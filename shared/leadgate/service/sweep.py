"""Signals past their retention are deleted. Nobody has read them since: `Retention.readable` sees to that."""

from leadgate.ports import Ports


def sweep(ports: Ports) -> int:
    """How many were deleted; none on AWS, where the table does it by itself (its time to live)."""
    return ports.store.sweep(ports.settings.current().retention, ports.clock.now())
