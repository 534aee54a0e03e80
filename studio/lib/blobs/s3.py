"""A store on S3 or anything that speaks it. Every write is conditional, checksummed, and looked at afterwards.

Not every server checks what it is sent, so size and digest are compared again after the write, and bytes whose
digest the server cannot tell are read back. One call, with all its retries, has one time budget.
"""

import base64
import hashlib
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self, TypeVar, cast
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import boto3
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from studio.lib.blobs.store import CHUNK, SPOOL, StorageRefused, copy_and_hash, missing
from studio.lib.env import BadSetting

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

PART: Final = 16 << 20  # bytes of one part; larger bodies go up in parts
_HOUR: Final = 3600
_EXISTS: Final = frozenset({"PreconditionFailed", "412"})
_RACING: Final = frozenset({"ConditionalRequestConflict", "409"})  # somebody writes the same key right now
_GONE: Final = frozenset({"404", "NoSuchKey", "NotFound"})
_BUSY: Final = frozenset({"SlowDown", "Throttling", "RequestTimeout", "TooManyRequests", "503", "500", "InternalError"})

T = TypeVar("T")


class _HourlyAuth(S3SigV4QueryAuth):
    """Signs as if it were the full hour, so that the same link comes back and the browser's cache can hit."""

    def _modify_request_before_signing(self, request: AWSRequest) -> None:
        now = time.time()
        request.context["timestamp"] = datetime.fromtimestamp(now - now % _HOUR, UTC).strftime("%Y%m%dT%H%M%SZ")
        super()._modify_request_before_signing(request)  # type: ignore[misc]  # private, and pinned by a test


@dataclass(frozen=True)
class Address:
    bucket: str
    prefix: str
    endpoint: str | None
    region: str

    @classmethod
    def parse(cls, url: str) -> Self:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        unknown = set(query) - {"endpoint", "region"}
        if not parts.netloc or unknown:
            what = f"unknown {', '.join(sorted(unknown))}" if unknown else "no bucket"
            raise BadSetting(f"An S3 address has {what}. Use s3://bucket/prefix?endpoint=https://host&region=name.")
        prefix = parts.path.strip("/")
        endpoint = query["endpoint"][0] if "endpoint" in query else None
        return cls(parts.netloc, f"{prefix}/" if prefix else "", endpoint, query.get("region", ["us-east-1"])[0])


class Bucket:
    def __init__(self, address: Address, *, budget_s: float) -> None:
        self.address = address
        self.budget_s = budget_s
        self.title = f"The bucket {address.bucket}" + (f" at {address.endpoint}" if address.endpoint else "")
        wait = max(0.2, budget_s / 3)
        self.session = boto3.session.Session()
        self.client: S3Client = self.session.client(
            "s3",
            endpoint_url=address.endpoint,
            region_name=address.region,
            config=Config(
                connect_timeout=min(5.0, wait),
                read_timeout=wait,
                retries={"total_max_attempts": 1, "mode": "standard"},  # ours, below: they know the budget
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                s3={"addressing_style": "path" if address.endpoint else "virtual"},
            ),
        )

    @classmethod
    def from_url(cls, url: str, *, budget_s: float) -> Self:
        return cls(Address.parse(url), budget_s=budget_s)

    # --- writing --------------------------------------------------------------------------------------------------
    def write(self, key: str, source: BinaryIO, *, digest: str, size: int) -> bool:
        with _seekable(source) as body:
            whole = size <= PART
            written = self._write_whole(key, body.read(), digest) if whole else self._write_parts(key, body)
        if written:
            self._verify(key, digest, size)
        return written

    def _write_whole(self, key: str, data: bytes, digest: str) -> bool:
        checksum = base64.b64encode(bytes.fromhex(digest)).decode()
        return self._conditional(
            lambda: self.client.put_object(
                Bucket=self.address.bucket, Key=self._key(key), Body=data, ChecksumSHA256=checksum, IfNoneMatch="*"
            )
        )

    def _write_parts(self, key: str, body: BinaryIO) -> bool:
        name: dict[str, Any] = {"Bucket": self.address.bucket, "Key": self._key(key)}
        upload = self._call(lambda: self.client.create_multipart_upload(**name, ChecksumAlgorithm="SHA256"))["UploadId"]
        try:
            parts: list[Any] = []
            while data := body.read(PART):
                parts.append(self._write_part(name, upload, len(parts) + 1, data))
            return self._conditional(
                lambda: self.client.complete_multipart_upload(
                    **name, UploadId=upload, MultipartUpload={"Parts": parts}, IfNoneMatch="*"
                )
            )
        finally:
            # After a success there is nothing to abort, and S3 says so; after a failure parts would cost for ever.
            self._abort(name, upload)

    def _write_part(self, name: dict[str, Any], upload: str, number: int, data: bytes) -> dict[str, Any]:
        checksum = base64.b64encode(hashlib.sha256(data).digest()).decode()
        sent = self._call(
            lambda: self.client.upload_part(
                **name, UploadId=upload, PartNumber=number, Body=data, ChecksumSHA256=checksum
            )
        )
        return {"PartNumber": number, "ETag": sent["ETag"], "ChecksumSHA256": checksum}

    def _abort(self, name: dict[str, Any], upload: str) -> None:
        try:
            self.client.abort_multipart_upload(**name, UploadId=upload)
        except (ClientError, BotoCoreError):
            return  # completed, or unreachable: the bucket's lifecycle rule for old uploads is the last net

    def _conditional(self, send: Callable[[], Any]) -> bool:
        """False where the key exists. A retry after a lost answer meets its own first write: exists, and verified."""
        try:
            self._call(send)
        except StorageRefused as refused:
            if _code(refused.__cause__) in _EXISTS:
                return False
            raise
        return True

    def _verify(self, key: str, digest: str, size: int) -> None:
        head = self._call(
            lambda: self.client.head_object(Bucket=self.address.bucket, Key=self._key(key), ChecksumMode="ENABLED")
        )
        told = head.get("ChecksumSHA256", "")
        if head["ContentLength"] == size and told == base64.b64encode(bytes.fromhex(digest)).decode():
            return
        with self.open(key) as stream:  # parts have a checksum of checksums, and some servers tell none
            found, _ = copy_and_hash(stream, None)
        if found != digest:
            self.delete(key)
            raise StorageRefused(f"{self.title} gave back other bytes than were sent. Nothing was kept; try again.")

    # --- reading --------------------------------------------------------------------------------------------------
    def open(self, key: str) -> BinaryIO:
        def get() -> BinaryIO:
            answer = self.client.get_object(Bucket=self.address.bucket, Key=self._key(key))
            return _spooled(answer["Body"], answer["ContentLength"])

        try:
            return self._call(get)
        except StorageRefused as refused:
            if _code(refused.__cause__) in _GONE:
                raise missing(self, key) from refused.__cause__
            raise

    def size(self, key: str) -> int | None:
        try:
            head = self._call(lambda: self.client.head_object(Bucket=self.address.bucket, Key=self._key(key)))
        except StorageRefused as refused:
            if _code(refused.__cause__) in _GONE:
                return None
            raise
        return head["ContentLength"]

    def delete(self, key: str) -> None:
        self._call(lambda: self.client.delete_object(Bucket=self.address.bucket, Key=self._key(key)))

    def location(self, key: str) -> str:
        return f"s3://{self.address.bucket}/{self._key(key)}"

    def link(self, key: str, *, ttl_s: int, content_type: str, filename: str) -> str:
        query = {"response-content-type": content_type} if content_type else {}
        if filename:
            query["response-content-disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
        credentials = self.session.get_credentials()
        if credentials is None:
            raise StorageRefused(f"{self.title} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to make links.")
        path = quote(self._key(key))
        base = (
            f"{self.address.endpoint.rstrip('/')}/{self.address.bucket}/{path}"
            if self.address.endpoint
            else f"https://{self.address.bucket}.s3.{self.address.region}.amazonaws.com/{path}"
        )
        # quote_via: S3 signs %20 where urlencode would write a plus.
        request = AWSRequest("GET", f"{base}?{urlencode(query, quote_via=quote)}" if query else base)
        frozen = credentials.get_frozen_credentials()
        _HourlyAuth(frozen, "s3", self.address.region, expires=ttl_s + _HOUR).add_auth(request)
        return cast(str, request.url)

    def probe(self) -> None:
        """HEAD of the bucket: asks for the address, the credentials and the permission at once."""
        self._call(lambda: self.client.head_bucket(Bucket=self.address.bucket))

    # --- calling --------------------------------------------------------------------------------------------------
    def _key(self, key: str) -> str:
        return self.address.prefix + key

    def _call(self, send: Callable[[], T]) -> T:
        """Send, and send again while the server is busy and the budget lasts."""
        deadline = time.monotonic() + self.budget_s
        pause = 0.1
        while True:
            try:
                return send()
            except (ClientError, BotoCoreError, OSError) as error:
                if not _passing(error) or time.monotonic() + pause > deadline:
                    raise self._refusal(error) from error
            time.sleep(pause)
            pause = min(pause * 2, 2.0)

    def _refusal(self, error: Exception) -> StorageRefused:
        if isinstance(error, ClientError):
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
            said = error.response.get("Error", {}).get("Message") or _code(error)
            if status in (401, 403):
                remedy = "Check the access key and that it may read and write this bucket"
            elif status == 404:
                remedy = "Check the bucket's name in STORAGE_URL and that it exists"
            else:
                remedy = "Nothing was lost; try again later"
            return StorageRefused(f"{self.title} refused ({status}: {said}). {remedy}.")
        return StorageRefused(
            f"{self.title} did not answer within {self.budget_s:g} s ({type(error).__name__}). "
            "Check the endpoint in STORAGE_URL and the network; nothing was lost, try again later."
        )


def _code(error: BaseException | None) -> str:
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


def _passing(error: Exception) -> bool:
    """Whether the same request may succeed in a moment."""
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return status >= 500 or _code(error) in _BUSY | _RACING
    return isinstance(error, HTTPClientError | OSError)


def _spooled(body: Any, size: int) -> BinaryIO:
    """The whole answer before anybody works with it: a link cut half-way is retried here, not met by a decoder."""
    spool = tempfile.SpooledTemporaryFile(SPOOL)  # noqa: SIM115 - the caller closes it
    got = 0
    for chunk in body.iter_chunks(CHUNK):
        got += len(chunk)
        spool.write(chunk)
    if got != size:
        spool.close()
        raise OSError(f"the answer ended after {got} of {size} bytes")
    spool.seek(0)
    return cast(BinaryIO, spool)


@contextmanager
def _seekable(source: BinaryIO) -> Iterator[BinaryIO]:
    """Parts and retries read from a known start."""
    if source.seekable():
        yield source
    else:
        yield io.BytesIO(source.read())
