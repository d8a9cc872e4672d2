"""Streams an uploaded file to disk, sealed, while it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from parcelwright_web import blobs
from parcelwright_web.actions.imports import MAX_FILE_BYTES

if TYPE_CHECKING:
    from parcelwright_web.access import TenantRequest


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """An uploaded file that already lies on disk as a blob."""

    def __init__(self, written: blobs.Written, **named: Any) -> None:
        super().__init__(file=None, size=written.size, **named)
        self.written = written

    def close(self) -> None:
        """Do nothing: the blob is closed already."""


class SealingUploads(FileUploadHandler):
    """Writes each uploaded file as a blob of the request's tenant; never holds it whole."""

    def __init__(self, request: TenantRequest) -> None:
        super().__init__(request)
        self._tenant_id = request.tenant.pk
        self._writer: blobs.Writer | None = None
        self.is_too_large = False

    def new_file(self, *args: Any, **named: Any) -> None:
        """Begin a blob."""
        super().new_file(*args, **named)
        self._writer = blobs.Writer(self._tenant_id)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what came in; stop at the limit."""
        del start
        assert self._writer is not None
        self._writer.write(raw_data)
        if self._writer.size > MAX_FILE_BYTES:
            self.is_too_large = True
            self.upload_interrupted()
            raise StopUpload(connection_reset=False)

    def file_complete(self, file_size: int) -> SealedUpload:
        """Put the blob in place."""
        del file_size
        assert self._writer is not None
        written, self._writer = self._writer.finish(), None
        return SealedUpload(
            written, name=self.file_name, content_type=self.content_type, charset=self.charset
        )

    def upload_interrupted(self) -> None:
        """Leave nothing behind of a file that broke off."""
        if self._writer is not None:
            self._writer.discard()
            self._writer = None
