"""Bundles in S3: an object each, named by its content, and a register that S3 replaces only as it was read."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from botocore.exceptions import ClientError

from leadgate.aws.clients import error_code, in_our_words
from leadgate.errors import PermanentError
from leadgate.model.register import Register, parse_register, render_register
from leadgate.model.standing import Standing, version_of

_REGISTER: Final = "register.json"
_BUNDLES: Final = "bundles/"
_CHANGED: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_ABSENT: Final = frozenset({"NoSuchKey", "404"})


class S3Bundles:
    """`ports.BundleStore` under a prefix of a bucket."""

    def __init__(self, client: Any, bucket: str, prefix: str = "models/") -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix

    def add(self, files: Mapping[str, bytes]) -> str:
        version = version_of(files)
        self._put(_key(version), _packed(files))
        return version

    def files(self, version: str) -> Mapping[str, bytes]:
        place = f"s3://{self._bucket}/{self._prefix}{_key(version)}"
        try:
            files = _unpacked(self._get(_key(version))[0])
        except _AbsentError as error:
            raise PermanentError(f"there is no bundle {version}: {place} is not there") from error
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise PermanentError(f"{place} was altered: {error}") from error
        if version_of(files) != version:
            raise PermanentError(f"{place} was altered: its content is not that of its name")
        return files

    def versions(self) -> tuple[str, ...]:
        return tuple(sorted(PurePosixPath(key).stem for key in self._keys(_BUNDLES)))

    def standing(self) -> Standing:
        return self._register()[0].standing

    def swap(self, old: Standing, new: Standing, event: Mapping[str, Any]) -> bool:
        register, tag = self._register()
        if register.standing != old:
            return False
        condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
        content = render_register(Register(new, (*register.events, event)))
        try:
            with in_our_words("S3 put"):
                self._put_once(content, condition)
        except _ChangedError:
            return False
        return True

    def events(self) -> tuple[Mapping[str, Any], ...]:
        return self._register()[0].events

    def _put_once(self, content: bytes, condition: Mapping[str, str]) -> None:
        try:
            self._client.put_object(Bucket=self._bucket, Key=f"{self._prefix}{_REGISTER}", Body=content, **condition)
        except ClientError as error:
            if error_code(error) in _CHANGED:
                raise _ChangedError from error
            raise

    def _register(self) -> tuple[Register, str]:
        """And the tag it was read under; empty where there is none yet."""
        try:
            content, tag = self._get(_REGISTER)
        except _AbsentError:
            return Register(), ""
        return parse_register(content, f"s3://{self._bucket}/{self._prefix}{_REGISTER}"), tag

    def _get(self, key: str) -> tuple[bytes, str]:
        with in_our_words("S3 get"):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=f"{self._prefix}{key}")
            except ClientError as error:
                if error_code(error) in _ABSENT:
                    raise _AbsentError from error
                raise
            return answer["Body"].read(), str(answer["ETag"])

    def _put(self, key: str, content: bytes) -> None:
        with in_our_words("S3 put"):
            self._client.put_object(Bucket=self._bucket, Key=f"{self._prefix}{key}", Body=content)

    def _keys(self, under: str) -> Iterator[str]:
        with in_our_words("S3 list"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=f"{self._prefix}{under}"
            )
            for page in pages:
                yield from (found["Key"] for found in page.get("Contents", ()))


def _key(version: str) -> str:
    return f"{_BUNDLES}{version}.zip"


def _packed(files: Mapping[str, bytes]) -> bytes:
    """One object a bundle: it is there whole or not at all, and a function may read it without a list."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _AbsentError(Exception):
    """No such object."""


class _ChangedError(Exception):
    """The object is not as it was read."""
