"""What challengers would have said of a lead: kept beside the verdict, written nowhere else, deciding nothing."""

from typing import Any

from leadgate.assess import assess
from leadgate.domain.dossier import Dossier
from leadgate.ports import Ports


def shadow_scores(dossier: Dossier, ports: Ports) -> dict[str, Any]:
    """`{"shadows": [{"version", "conversion_probability", "status"}]}`; empty where nothing is in the shadow."""
    settings = ports.settings.current()
    judged = [(model, assess(dossier, settings, model)) for model in ports.models.shadows()]
    rows = [
        {
            "version": model.version,
            "conversion_probability": assessment.prediction.conversion_probability,
            "status": assessment.decision.status,
        }
        for model, assessment in judged
    ]
    return {"shadows": rows} if rows else {}
