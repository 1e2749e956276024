"""Changes of status without a day, `Company,Source,Target`, as diagrams of a search are drawn from: how far applications got, not when."""

from __future__ import annotations

import numpy as np

from jobstats.applications import fold
from jobstats.readers.header import Header, is_dated
from jobstats.readers.read import Read
from jobstats.readers.shapes.responses import tell_unread
from jobstats.readers.sheet import Sheet
from jobstats.vocabulary import OUTCOMES, STAGE_OF

NAME = "changes of status, without a day"
COLUMNS = None
_COUNTS = frozenset(["count", "counts", "value", "values", "weight", "n", "number", "total", "amount"])


def fits(header: Header) -> bool:
    """A company, what it was before and what after; no day, no status and no count."""
    changes = header.names("source", "target") or (header.has("from") and header.has("to"))
    other = header.has("status") or header.has("event") or any(is_dated(m) for m in header.place) or bool(_COUNTS & {*header.words})
    return changes and header.has("company") and not other


def read(sheet: Sheet) -> Read:
    """One application for each company and role, with all that its changes tell."""
    _as_changes(sheet)
    sheet.set_aside(sheet.text("company") == "", "company", "no company", "Write the company's name")
    rows: dict[tuple[str, str], list[int]] = {}
    for i, key in enumerate(_keys(sheet)):
        rows.setdefault(key, []).append(i)
    steps = _steps(sheet)
    first, undated = np.zeros(len(sheet), bool), np.full(len(sheet), "", dtype=object)
    unsent, name = np.zeros(len(sheet), bool), np.full(len(sheet), "", dtype=object)
    for at in rows.values():
        words = list(dict.fromkeys(word for i in at for word in steps[i]))
        far = [w for w in words if w in STAGE_OF and w != "applied" and w not in OUTCOMES] + [w for w in words if w in OUTCOMES]
        first[at[0]], undated[at[0]] = True, " ".join(far)
        unsent[at], name[at] = words == ["unsent"], f"row {sheet.lines[at[0]]}"
    sheet.set_aside(unsent, "to", "never sent, so it is no application yet", "Nothing to mend")
    sheet.replace("application", name)
    sheet.add("applied", None, first, undated=undated)
    why = "the file holds no days: it shows how far applications got, not when or how long anything took"
    sheet.note(np.ones(len(sheet), bool), "", why, "Write one row per application, with a column “date applied”", value=False, fixed=False)
    return sheet.done(NAME)


def _as_changes(sheet: Sheet) -> None:
    """“Source” and “Target” are what an application was before and after, not where it was found."""
    if not sheet.has("from") and "source" in sheet.words:
        place = sheet.words.index("source")
        sheet.place["from"], sheet.how[place] = place, ("from", "synonym")
        if sheet.place.get("source") == place:
            del sheet.place["source"]


def _keys(sheet: Sheet) -> list[tuple[str, str]]:
    """Company and role of each row; a blank role is the company's only one."""
    pairs = [(fold(c), fold(r)) for c, r in zip(sheet.text("company").tolist(), sheet.text("role").tolist(), strict=True)]
    roles: dict[str, set[str]] = {}
    for company, role in pairs:
        roles.setdefault(company, set()).update({role} - {""})
    return [(company, role or (next(iter(roles[company])) if len(roles[company]) == 1 else "")) for company, role in pairs]


def _steps(sheet: Sheet) -> list[list[str]]:
    """What each row tells, in order; “applied” where it tells of nothing more than that it was sent."""
    out: list[list[str]] = [[] for _ in range(len(sheet))]
    for meaning in ("from", "to"):
        said, cells = sheet.status(meaning), sheet.cells(meaning)
        tell_unread(sheet, meaning, [s.how for s in said], [" + ".join(s.events) for s in said])
        for i, code in enumerate(cells.codes.tolist()):
            out[i] += said[code].events or (["applied"] if cells.values[code] else [])
    return out
