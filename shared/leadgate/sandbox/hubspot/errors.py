"""HubSpot's error bodies."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Issue:
    """One property value that was refused."""

    name: str
    code: str
    message: str


@dataclass(eq=False)
class ApiError(Exception):
    """An answer that is not a success. `extra` holds the fields only some errors carry."""

    status: int
    message: str
    category: str
    sub_category: str | None = None
    context: Mapping[str, Sequence[str]] | None = None
    errors: Sequence[Json] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message

    def body(self) -> Json:
        return {**self.item(), "correlationId": str(uuid.uuid4()), **self.extra}

    def item(self) -> Json:
        """As it stands in the `errors` of a 207: live bodies carry neither `links` nor an empty `errors`."""
        answer: Json = {"status": "error", "category": self.category, "message": self.message}
        if self.sub_category:
            answer["subCategory"] = self.sub_category
        if self.context:
            answer["context"] = {key: list(values) for key, values in self.context.items()}
        if self.errors:
            answer["errors"] = list(self.errors)
        return answer


def invalid(message: str, context: Mapping[str, Sequence[str]] | None = None) -> ApiError:
    return ApiError(400, message, "VALIDATION_ERROR", context=context)


def not_found(message: str = "resource not found", context: Mapping[str, Sequence[str]] | None = None) -> ApiError:
    return ApiError(404, message, "OBJECT_NOT_FOUND", context=context)


def invalid_properties(issues: Sequence[Issue], portal_id: int) -> ApiError:
    """The message repeats the issues as JSON, which clients are known to parse."""
    told = [
        {
            "isValid": False,
            "message": issue.message,
            "error": issue.code,
            "name": issue.name,
            "localizedErrorMessage": issue.message,
            "portalId": portal_id,
        }
        for issue in issues
    ]
    details = [
        {"message": issue.message, "code": issue.code, "context": {"propertyName": [issue.name]}} for issue in issues
    ]
    text = f"Property values were not valid: {json.dumps(told, separators=(',', ':'))}"
    return ApiError(400, text, "VALIDATION_ERROR", errors=details)
