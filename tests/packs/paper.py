"""A PDF and what its readers see, for the tests of what is set on paper."""

from __future__ import annotations

import re
import subprocess
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jobstats.packs import typeset
from jobstats.packs.contents import Contents
from tests.programs import program


@dataclass(frozen=True)
class Paper:
    """A PDF and what its readers see."""

    contents: Contents
    made: bytes
    path: Path

    @classmethod
    def of(cls, contents: Contents, folder: Path) -> Paper:
        made = typeset.pdf(contents)
        path = folder / "report.pdf"
        path.write_bytes(made)
        return cls(contents, made, path)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page as poppler reads it, in the order of the file."""
        said = [program("pdftotext"), "-raw", "-enc", "UTF-8", self.path, "-"]
        done = subprocess.run(said, capture_output=True, check=True)
        return done.stdout.decode().split("\f")[:-1]

    @cached_property
    def text(self) -> str:
        return tight("".join(self.pages))

    @cached_property
    def streams(self) -> bytes:
        """Every byte, packed streams unpacked."""
        found = [self.made]
        for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", self.made, flags=re.S):
            try:
                found.append(zlib.decompress(packed))
            except zlib.error:
                found.append(packed)
        return b"\n".join(found)


def tight(text: str) -> str:
    """Text without spaces, line ends, soft hyphens and signs of direction: what is left must be equal."""
    return re.sub("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]", "", text)
