"""Bytes that are kept for later: many of them in a file without a name, so that they are in memory only when wanted."""

import os
import tempfile
import weakref

MANY = 256_000  # bytes from which a file is made


class Aside:
    """What was put aside, for several threads. Where no file can be made the bytes stay in memory."""

    def __init__(self, content: bytes) -> None:
        self._size, self._handle = len(content), _file_with(content)
        self._content = content if self._handle is None else b""
        if self._handle is not None:
            weakref.finalize(self, os.close, self._handle)

    def content(self) -> bytes:
        """The bytes. Raises OSError where the disk fails."""
        return self._content if self._handle is None else os.pread(self._handle, self._size, 0)


def _file_with(content: bytes) -> int | None:
    """The handle of a file that nobody else can open, and that goes with this process whatever happens to it."""
    if len(content) < MANY or not hasattr(os, "pread"):
        return None
    try:
        with tempfile.TemporaryFile(buffering=0) as file:
            file.write(content)
            return os.dup(file.fileno()) if file.tell() == len(content) else None
    except OSError:
        return None
