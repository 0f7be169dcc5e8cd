"""Salesforce's error bodies: a list of `{message, errorCode, fields}`; a record of a collection says `statusCode`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(eq=False)
class ApiError(Exception):
    """An answer that is not a success."""

    status: int
    code: str
    message: str
    fields: Sequence[str] = ()

    def body(self) -> list[Json]:
        error: Json = {"message": self.message, "errorCode": self.code}
        return [{**error, "fields": list(self.fields)} if self.status == 400 and self.fields else error]

    def of_record(self) -> Json:
        """The same, as one record's result in a collection."""
        return {"statusCode": self.code, "message": self.message, "fields": list(self.fields)}


def refused(code: str, message: str, *fields: str) -> ApiError:
    return ApiError(400, code, message, fields)


def not_found() -> ApiError:
    return ApiError(404, "NOT_FOUND", "The requested resource does not exist")


def no_column(name: str, type_name: str) -> ApiError:
    return refused("INVALID_FIELD", f"No such column '{name}' on sobject of type {type_name}")


def no_object(name: str) -> ApiError:
    return refused("INVALID_TYPE", f"sObject type '{name}' is not supported.")
