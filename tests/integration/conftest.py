"""The product before either CRM, on either store: fixtures of the tests that must hold for all four."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leadgate.aws.store import DynamoStore
from tests.contract.aws_server import AwsServer, aws_server
from tests.faults.product import PRODUCTS, Product


@pytest.fixture(scope="module")
def aws() -> Iterator[AwsServer]:
    with aws_server() as server:
        yield server


@pytest.fixture(params=PRODUCTS)
def crm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["SQLite", "DynamoDB"])
def running(crm: str, request: pytest.FixtureRequest, tmp_path: Path, aws: AwsServer) -> Iterator[Product]:
    with PRODUCTS[crm](tmp_path) as made:
        if request.param == "DynamoDB":
            made.ports = replace(made.ports, store=DynamoStore(aws.client("dynamodb"), aws.make_table()))
        yield made
