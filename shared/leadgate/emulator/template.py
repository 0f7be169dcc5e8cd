"""What `template.yaml` says of the functions and of what stands behind them; nothing of it is written down twice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from leadgate.errors import BadInputError

_FUNCTION: Final = "AWS::Serverless::Function"
_BACKING: Final = ("AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::SSM::Parameter", "AWS::S3::Bucket")


@dataclass(frozen=True, slots=True)
class Function:
    """name: its folder under `functions/`. environment: variables as the template gives them, `Ref` and all."""

    name: str
    logical_id: str
    memory_mb: int
    timeout_seconds: int
    environment: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """content: the template with short forms (`!Ref`) written out."""

    content: Mapping[str, Any]

    @property
    def functions(self) -> tuple[Function, ...]:
        shared = self.content["Globals"]["Function"]["Environment"]["Variables"]
        return tuple(
            Function(
                name=folder_of(logical_id),
                logical_id=logical_id,
                memory_mb=properties["MemorySize"],
                timeout_seconds=properties["Timeout"],
                environment=shared | properties.get("Environment", {}).get("Variables", {}),
            )
            for logical_id, properties in self.resources(_FUNCTION).items()
        )

    def function(self, name: str) -> Function:
        """By its folder or its logical id. Raises BadInputError naming those there are."""
        for function in self.functions:
            if name in (function.name, function.logical_id):
                return function
        names = ", ".join(function.name for function in self.functions)
        raise BadInputError(name, f"no such function; {names} are allowed")

    def resources(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Logical id → properties."""
        found = self.content["Resources"].items()
        return {name: resource.get("Properties", {}) for name, resource in found if resource["Type"] == kind}

    def backing(self, function: Function) -> dict[str, Any]:
        """A template of its own: table, queues, parameters, buckets and whatever else the function's environment names,
        and that environment as outputs.
        """
        named = {value["Fn::GetAtt"][0] for value in function.environment.values() if "Fn::GetAtt" in value}
        return {
            "AWSTemplateFormatVersion": self.content["AWSTemplateFormatVersion"],
            "Parameters": self.content["Parameters"],
            "Resources": {
                name: resource
                for name, resource in self.content["Resources"].items()
                if resource["Type"] in _BACKING or name in named
            },
            "Outputs": {
                name: {"Value": value}
                for name, value in function.environment.items()
                if "${Api}" not in str(value)  # nothing listens here, so nobody can be told where
            },
        }


def folder_of(logical_id: str) -> str:
    """`HubspotWebhookFunction` → `hubspot_webhook`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", logical_id.removesuffix("Function")).lower()


def read_template(path: Path) -> Template:
    """Raises BadInputError where there is none."""
    if not path.is_file():
        raise BadInputError(str(path), "is not there: functions are invoked in the project's folder")
    return Template(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506  # a SafeLoader


class _Loader(yaml.SafeLoader):  # type: ignore[misc]  # yaml ships no types
    """YAML with CloudFormation's short forms."""


def _written_out(loader: Any, tag: str, node: Any) -> dict[str, Any]:
    if isinstance(node, yaml.SequenceNode):
        value: Any = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    else:
        value = loader.construct_scalar(node)
    if tag == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _written_out)
