"""Owners (people and queues), deal pipelines, and the apps that hold a token."""

from dataclasses import dataclass
from datetime import datetime

from leadgate.sandbox.clock import iso

from .errors import Json


@dataclass(frozen=True)
class Owner:
    id: str
    email: str
    first_name: str = ""
    last_name: str = ""
    type: str = "PERSON"
    user_id: int | None = None
    archived: bool = False
    teams: tuple[str, ...] = ()

    def body(self, created_at: datetime) -> Json:
        answer: Json = {
            "id": self.id,
            "email": self.email,
            "type": self.type,
            "firstName": self.first_name,
            "lastName": self.last_name,
            "createdAt": iso(created_at),
            "updatedAt": iso(created_at),
            "archived": self.archived,
        }
        if self.user_id is not None:
            answer |= {"userId": self.user_id, "userIdIncludingInactive": self.user_id}
        if self.teams:
            answer["teams"] = [{"id": team, "name": team, "primary": not n} for n, team in enumerate(self.teams)]
        return answer


@dataclass(frozen=True)
class Stage:
    id: str
    label: str
    probability: float
    is_closed: bool
    display_order: int = 0

    def body(self, created_at: datetime) -> Json:
        return {
            "id": self.id,
            "label": self.label,
            "displayOrder": self.display_order,
            "metadata": {"isClosed": str(self.is_closed).lower(), "probability": str(self.probability)},
            "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
            "createdAt": iso(created_at),
            "updatedAt": iso(created_at),
            "archived": False,
        }


@dataclass(frozen=True)
class Pipeline:
    id: str
    label: str
    stages: tuple[Stage, ...]
    display_order: int = 0

    def stage(self, stage_id: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def body(self, created_at: datetime) -> Json:
        return {
            "id": self.id,
            "label": self.label,
            "displayOrder": self.display_order,
            "stages": [stage.body(created_at) for stage in self.stages],
            "createdAt": iso(created_at),
            "updatedAt": iso(created_at),
            "archived": False,
        }


_SALES_STAGES = (
    ("appointmentscheduled", "Appointment scheduled", 0.2),
    ("qualifiedtobuy", "Qualified to buy", 0.4),
    ("presentationscheduled", "Presentation scheduled", 0.6),
    ("decisionmakerboughtin", "Decision maker bought-in", 0.8),
    ("contractsent", "Contract sent", 0.9),
    ("closedwon", "Closed won", 1.0),
    ("closedlost", "Closed lost", 0.0),
)

SALES_PIPELINE = Pipeline(
    "default",
    "Sales pipeline",
    tuple(
        Stage(name, label, probability, name.startswith("closed"), order)
        for order, (name, label, probability) in enumerate(_SALES_STAGES)
    ),
)


@dataclass(frozen=True)
class Grant:
    """What an access token stands for. `expires_at` None: a static token."""

    app_id: int
    expires_at: datetime | None = None
    scopes: tuple[str, ...] = (
        "crm.objects.companies.read",
        "crm.objects.companies.write",
        "crm.objects.contacts.read",
        "crm.objects.contacts.write",
        "crm.objects.deals.read",
        "crm.objects.deals.write",
        "crm.objects.owners.read",
        "crm.schemas.companies.write",
        "crm.schemas.contacts.write",
        "crm.schemas.deals.write",
    )
