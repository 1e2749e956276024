"""One change of a file's bytes, and the way back. Knows neither rows nor text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """Replace the bytes `old`, which stand at the offset `at`, by `new`."""

    at: int
    old: bytes
    new: bytes

    def apply(self, data: bytes) -> bytes:
        """The bytes after it; ValueError if `old` does not stand there."""
        end = self.at + len(self.old)
        if self.at < 0 or self.at > len(data) or data[self.at : end] != self.old:
            raise ValueError("what is to be replaced does not stand there")
        return b"".join((data[: self.at], self.new, data[end:]))

    def inverse(self) -> Edit:
        """What takes it back."""
        return Edit(self.at, self.new, self.old)
