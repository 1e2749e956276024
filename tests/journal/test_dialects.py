"""Every sample, in every dialect: encodings, line ends, separators, quotes; and every damaged file: edited safely, or refused in a sentence."""

from __future__ import annotations

import base64
import csv
import io
import json
import random
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from jobstats.errors import LogError
from jobstats.readers.rows import rows_of
from jobstats.readers.text import text_of
from tests.journal.storming import Storm, said, storm

READERS = Path(__file__).parents[1] / "readers"
SAMPLES = sorted(p for p in (READERS / "samples").iterdir() if p.suffix != ".json")
FAULTS: list[dict[str, Any]] = json.loads((READERS / "faults.json").read_text(encoding="utf-8"))["faults"]
#: How a file may begin, and how its text is encoded.
ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (b"\xef\xbb\xbf", "utf-8"),
    "cp1252": (b"", "cp1252"),
    "utf-16-le": (b"\xff\xfe", "utf-16-le"),
    "utf-16-be": (b"\xfe\xff", "utf-16-be"),
    "utf-16 without mark": (b"", "utf-16-le"),
    "utf-32-le": (b"\xff\xfe\0\0", "utf-32-le"),
}
NEWLINES = ("\n", "\r\n", "\r", "\r\r\n", "mixed")
SEPARATORS = (",", ";", "\t", "|")
QUOTES = ("minimal", "all", "words", "wrapped")
LAST = ("ended", "open", "blank rows", "zero bytes")
Dialect = tuple[str, str, str, str, str]
DIALECTS: list[Dialect] = list(product(ENCODINGS, NEWLINES, SEPARATORS, QUOTES, LAST))
#: So many dialects for each sample.
EACH = 9


def chosen(sample: Path) -> list[Dialect]:
    """Some dialects for a sample, always the same."""
    return random.Random(sample.name).sample(DIALECTS, EACH)


@cache
def rows(sample: Path) -> list[list[str]]:
    """The rows of a sample."""
    return [cells for _, cells in rows_of(text_of(sample.read_bytes()).text, sample.name).rows]


def row_in(cells: list[str], separator: str, quotes: str) -> str:
    """A row in a dialect, without its line end."""
    out = io.StringIO()
    how = {"all": csv.QUOTE_ALL, "words": csv.QUOTE_NONNUMERIC}.get(quotes, csv.QUOTE_MINIMAL)
    given: list[str | None] = [*cells] if quotes != "words" else [cell or None for cell in cells]
    csv.writer(out, delimiter=separator, quoting=how, lineterminator="").writerow(given)
    text = out.getvalue().replace(separator + '""', separator) if quotes == "words" else out.getvalue()
    return '"' + text.replace('"', '""') + '"' if quotes == "wrapped" else text


def rewritten(sample: Path, dialect: Dialect) -> bytes:
    """A sample as a program of another kind would have saved it."""
    encoding, newline, separator, quotes, last = dialect
    mark, codec = ENCODINGS[encoding]
    out = []
    for i, cells in enumerate(rows(sample)):
        end = ("\n", "\r\n", "\r")[i % 3] if newline == "mixed" else newline
        out += [row_in([" ".join(cell.split("\r")) for cell in cells], separator, quotes), end]
    out += {"ended": [], "blank rows": [separator * 3, out[-1]] * 2, "zero bytes": ["\0" * 9]}.get(last, [])
    text = "".join(out[:-1] if last == "open" else out)
    return mark + text.encode(codec, "replace")


def test_every_dialect_meets_every_other() -> None:
    """Each encoding with each line end, each separator with each quoting and so on: no pair is left out."""
    pairs = {pair for sample in SAMPLES for dialect in chosen(sample) for pair in combinations(enumerate(dialect), 2)}
    assert pairs == {pair for dialect in DIALECTS for pair in combinations(enumerate(dialect), 2)}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_a_sample_survives_a_hundred_edits(sample: Path) -> None:
    """As it is."""
    known = Storm()
    storm(sample.read_bytes(), 100, sample.name, known, sample.name)
    assert known.done + known.refused.total() == 100
    assert known.refused.total() <= 12, known.refused


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_a_sample_in_other_dialects_survives(sample: Path) -> None:
    """Saved by other programs."""
    for dialect in chosen(sample):
        known = Storm()
        storm(rewritten(sample, dialect), 25, f"{sample.name}{dialect}", known, sample.name)
        assert known.refused.total() <= 3, (dialect, known.refused)


def test_damaged_files_are_edited_safely_or_refused() -> None:
    """Every file of faults.json."""
    known, refused = Storm(), []
    for fault in FAULTS:
        try:
            storm(base64.b64decode(fault["bytes_b64"]), 8, fault["id"], known)
        except LogError as error:
            refused.append((fault["id"], said(error)[:30]))
    assert [ident for ident, _ in refused] == ["B13", "B29", "D31", "S15"]
    assert known.done > 8 * len(FAULTS) * 0.9, known.refused
