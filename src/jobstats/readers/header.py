"""What the columns of a table mean: by what the person said, by what an export calls them, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from jobstats.errors import AskError
from jobstats.readers.asked import Asked
from jobstats.readers.meanings import MEANINGS, meanings_of, plain

#: What stands where nothing is known; never asked of a name.
NOTHING = frozenset({"-", "–", "—", "n/a", "#n/a", "null", "none", "#num!", "nan", "tbd", "tba", "?"})


class Header:
    """A table's header, and what its columns mean: what `fits` is asked of."""

    def __init__(self, header: list[str], asked: Asked, columns: Mapping[str, str] | None = None) -> None:
        """columns: what a named export calls its columns: header → meaning; without it, headers are read by meaning."""
        self.header, self.asked, self._columns = header, asked, columns
        self.words = [plain(h) for h in header]

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[int, tuple[str, str]]]:
        return places(self.header, self.words, self.asked, self._columns)

    @property
    def place(self) -> dict[str, int]:
        """Where the column of each meaning stands."""
        return self._places[0]

    @property
    def how(self) -> dict[int, tuple[str, str]]:
        """The meaning of each column that has one, and how that is known."""
        return self._places[1]

    def has(self, meaning: str) -> bool:
        """Whether the file has such a column."""
        return meaning in self.place

    def names(self, *columns: str) -> bool:
        """Whether the header has all of these columns, by name."""
        return {plain(c) for c in columns} <= set(self.words)

    def title(self, meaning: str) -> str:
        """The column's name as the file writes it, or the kit's where the file has none."""
        if meaning not in self.place:
            return meaning
        return self.header[self.place[meaning]] or f"column {self.place[meaning] + 1}"


def places(
    header: list[str], words: list[str], asked: Asked, columns: Mapping[str, str] | None
) -> tuple[dict[str, int], dict[int, tuple[str, str]]]:
    """Which column has which meaning (the first of several), and for each such column its meaning and how that is known."""
    added = {plain(m): m for m in MEANINGS if is_dated(m) and m != "date"}  # what the mends ask for: “interview date”
    named = added | {plain(name): meaning for name, meaning in (columns or {}).items()}
    general = meanings_of(header) if columns is None else []
    place: dict[str, int] = {}
    how: dict[int, tuple[str, str]] = {}
    for said in (True, False):
        for i, word in enumerate(words):
            mine = asked.columns.get(word) or asked.columns.get(f"column {i + 1}")
            if said != bool(mine):
                continue
            meaning = mine or (named.get(word, "") if columns is not None else general[i])
            if meaning and meaning not in place:
                if meaning != "ignore":
                    place[meaning] = i
                how[i] = (meaning, "said" if mine else "same" if word == plain(meaning) else "synonym")
    nameless = next((i for i, name in enumerate(header) if not name and i not in how), None)
    if nameless is not None and columns is None and "company" not in place and {"role", "date applied"} <= {*place}:
        place["company"], how[nameless] = nameless, ("company", "nearest")
    return place, how


def check_columns(header: list[str], asked: Asked) -> None:
    """AskError, if the person named a column the file does not have."""
    there = {*(plain(h) for h in header), *(f"column {i + 1}" for i in range(len(header)))}
    for word in asked.columns:
        if word not in there:
            raise AskError(f"columns={{…}}: the file has no column “{word}”. It has: {', '.join(h for h in header if h) or 'none'}.")


def is_dated(meaning: str) -> bool:
    """Whether a column of this meaning holds days."""
    return meaning in ("date", "date applied") or meaning.endswith(" date")
