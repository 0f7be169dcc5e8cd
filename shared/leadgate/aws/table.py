"""One DynamoDB table of items under (pk, sk): the few calls that the store is made of, all strongly consistent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import stamina
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from leadgate.aws.clients import error_code, in_our_words
from leadgate.errors import RetryableError

Item = dict[str, Any]
Key = tuple[str, str]
Values = Mapping[str, Any]

MAX_ACTIONS: Final = 100
"""Items that one transaction, or one batch of reads, may touch."""


class Index(NamedTuple):
    """A global secondary index that holds keys only: its name, and the attributes that it finds and sorts by."""

    name: str
    partition: str
    sort: str


class Table:
    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def get(self, key: Key) -> Item | None:
        with in_our_words("DynamoDB read"):
            answer = self._client.get_item(TableName=self._name, Key=_key(key), ConsistentRead=True)
        return _read(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Those that are there; keys may repeat."""
        left = list(dict.fromkeys(keys))
        found: dict[Key, Item] = {}
        while left:
            items, unread = self._get_batch(left[:MAX_ACTIONS])
            found |= {(item["pk"], item["sk"]): item for item in items}
            left = [*unread, *left[MAX_ACTIONS:]]
        return found

    def query(self, pk: str, prefix: str = "", limit: int | None = None, newest_first: bool = False) -> list[Item]:
        """Items of one partition whose sk begins with the prefix, in the order of sk."""
        request = {
            "TableName": self._name,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :prefix)" if prefix else "pk = :pk",
            "ExpressionAttributeValues": _typed({":pk": pk} | ({":prefix": prefix} if prefix else {})),
            "ConsistentRead": True,
            "ScanIndexForward": not newest_first,
            "PaginationConfig": {"MaxItems": limit},
        }
        with in_our_words("DynamoDB query"):
            pages = self._client.get_paginator("query").paginate(**request)
            return [_read(item) for page in pages for item in page["Items"]]

    def scan(self) -> Iterator[Item]:
        """Every item, page by page: for who looks through everything, and has the time."""
        with in_our_words("DynamoDB scan"):
            for page in self._client.get_paginator("scan").paginate(TableName=self._name, ConsistentRead=True):
                yield from map(_read, page["Items"])

    def between(self, pk: str, low: str, high: str, limit: int) -> list[Item]:
        """Items of one partition whose sk is from `low` until before `high`, in the order of sk."""
        request = {
            "TableName": self._name,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :low AND :high",
            "ExpressionAttributeValues": _typed({":pk": pk, ":low": low, ":high": high}),
            "ConsistentRead": True,
            "PaginationConfig": {"MaxItems": limit},
        }
        with in_our_words("DynamoDB query"):
            pages = self._client.get_paginator("query").paginate(**request)
            return [_read(item) for page in pages for item in page["Items"]]

    def find(
        self, index: Index, value: str, limit: int, up_to: int | None = None, newest_first: bool = False
    ) -> list[Item]:
        """Keys and index attributes of the items in one partition of an index, in its order, none beyond `up_to`.

        The index follows the table within moments: what it says of an item may be a little old.
        """
        bounds = {} if up_to is None else {":upto": up_to}
        names = {"#partition": index.partition} | ({"#sort": index.sort} if bounds else {})
        request = {
            "TableName": self._name,
            "IndexName": index.name,
            "KeyConditionExpression": "#partition = :value" + (" AND #sort <= :upto" if bounds else ""),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": _typed({":value": value} | bounds),
            "ScanIndexForward": not newest_first,
            "PaginationConfig": {"MaxItems": limit},
        }
        with in_our_words("DynamoDB query"):
            pages = self._client.get_paginator("query").paginate(**request)
            return [_read(item) for page in pages for item in page["Items"]]

    def put(self, item: Item, condition: str | None = None, values: Values | None = None) -> bool:
        """False, and nothing changes, if the condition does not hold."""
        return self._conditional(self._client.put_item, self.putting(item, condition, values)) is not None

    def update(self, key: Key, change: str, values: Values, condition: str | None = None) -> Item | None:
        """The item as it is now; None, and nothing changes, if the condition does not hold."""
        request = self.updating(key, change, values, condition) | {"ReturnValues": "ALL_NEW"}
        answer = self._conditional(self._client.update_item, request)
        return None if answer is None else _read(answer["Attributes"])

    def delete(self, key: Key, condition: str | None = None, values: Values | None = None) -> bool:
        """False, and nothing changes, if the condition does not hold. Without one, what is not there is no matter."""
        return self._conditional(self._client.delete_item, self.deleting(key, condition, values)) is not None

    @stamina.retry(on=RetryableError, attempts=8, timeout=3.0, wait_initial=0.02, wait_max=0.5)
    def transact(self, actions: Sequence[tuple[str, Mapping[str, Any]]]) -> tuple[int, ...]:
        """All or nothing. Returns the places of actions whose condition does not hold; empty: all was done.

        actions: ("Put" | "Update" | "Delete", what `putting`, `updating`, `deleting` give), at most MAX_ACTIONS.
        Two transactions that meet on one item cancel each other; those are tried again here.
        """
        with in_our_words("DynamoDB transaction"):
            try:
                self._client.transact_write_items(TransactItems=[{kind: request} for kind, request in actions])
            except ClientError as error:
                if error_code(error) != "TransactionCanceledException":
                    raise
                return _failed_conditions(error)
        return ()

    def putting(self, item: Item, condition: str | None = None, values: Values | None = None) -> dict[str, Any]:
        return {"TableName": self._name, "Item": _typed(item)} | _conditions(condition, values)

    def updating(self, key: Key, change: str, values: Values, condition: str | None = None) -> dict[str, Any]:
        request = {"TableName": self._name, "Key": _key(key), "UpdateExpression": change}
        return request | _conditions(condition, values)

    def deleting(self, key: Key, condition: str | None = None, values: Values | None = None) -> dict[str, Any]:
        return {"TableName": self._name, "Key": _key(key)} | _conditions(condition, values)

    def _conditional(self, call: Any, request: Mapping[str, Any]) -> Mapping[str, Any] | None:
        with in_our_words("DynamoDB write"):
            try:
                answer: Mapping[str, Any] = call(**request)
            except ClientError as error:
                if error_code(error) != "ConditionalCheckFailedException":
                    raise
                return None
        return answer

    @stamina.retry(on=RetryableError, attempts=8, timeout=3.0, wait_initial=0.02, wait_max=0.5)
    def _get_batch(self, keys: Sequence[Key]) -> tuple[list[Item], list[Key]]:
        """Those that are there, and keys for which the answer had no room: it holds 16 MB."""
        request = {self._name: {"Keys": [_key(key) for key in keys], "ConsistentRead": True}}
        with in_our_words("DynamoDB read"):
            answer = self._client.batch_get_item(RequestItems=request)
        left = answer.get("UnprocessedKeys", {}).get(self._name, {}).get("Keys", ())
        if len(left) == len(keys):
            raise RetryableError("DynamoDB read: throttled")
        unread = [(key["pk"], key["sk"]) for key in map(_read, left)]
        return [_read(item) for item in answer["Responses"].get(self._name, ())], unread


def _failed_conditions(error: ClientError) -> tuple[int, ...]:
    codes = [reason.get("Code") for reason in error.response["CancellationReasons"]]
    failed = tuple(place for place, code in enumerate(codes) if code == "ConditionalCheckFailed")
    if failed:
        return failed
    others = sorted({str(code) for code in codes if code and code != "None"})
    raise RetryableError(f"DynamoDB transaction: {', '.join(others)}") from error


def _key(key: Key) -> dict[str, Any]:
    return _typed({"pk": key[0], "sk": key[1]})


def _typed(values: Values) -> dict[str, Any]:
    serializer = TypeSerializer()
    return {name: serializer.serialize(value) for name, value in values.items()}


def _read(item: Mapping[str, Any]) -> Item:
    """Binary as bytes, numbers as int: the store keeps no others."""
    deserializer = TypeDeserializer()
    return {
        name: _plain(kind, deserializer.deserialize({kind: value}))
        for name, typed in item.items()
        for kind, value in typed.items()
    }


def _plain(kind: str, value: Any) -> Any:
    if kind == "B":
        return value.value
    return int(value) if kind == "N" else value


def _conditions(condition: str | None, values: Values | None) -> dict[str, Any]:
    request: dict[str, Any] = {}
    if condition:
        request["ConditionExpression"] = condition
    if values:
        request["ExpressionAttributeValues"] = _typed(values)
    return request
