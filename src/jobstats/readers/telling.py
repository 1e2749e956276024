"""What a load understood, written down: the report, with the very call that says all of it outright."""

from __future__ import annotations

import json
from collections import Counter

from jobstats.errors import Problem, count
from jobstats.readers.asked import Asked
from jobstats.readers.meanings import plain
from jobstats.readers.read import Read
from jobstats.readers.table import How
from jobstats.report import Report, Understood


def report(read: Read, how: How, asked: Asked, name: str, problems: list[Problem], notes: list[Problem], aside: int) -> Report:
    """The report of one load. problems, notes: as the log has them. aside: rows of the file set aside."""
    return Report(
        name=name,
        reader=read.reader,
        how=_in_words(how),
        read=read.read,
        kept=read.read - aside,
        aside=aside,
        fixed=read.fixed,
        columns=tuple(read.columns),
        kept_columns=tuple(read.kept_columns),
        statuses=tuple(read.statuses),
        dates=tuple(read.dates),
        problems=tuple(problems),
        notes=tuple(notes),
        call=call(read, asked, how),
        header_line=how.header_line,
    )


def _in_words(how: How) -> tuple[str, ...]:
    """How the file was written."""
    separators = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
    out = [how.kind]
    if how.sheet:
        out.append(f"sheet “{how.sheet}”")
    if how.encoding:
        out.append(how.encoding)
    if how.separator:
        out.append(f"{separators.get(how.separator, how.separator)} between the cells")
    if how.header_line > 1:
        out.append(f"the columns are named in line {how.header_line}")
    return tuple(out)


def call(read: Read, asked: Asked, how: How) -> str:
    """The call of `js.load` that says outright what was understood, to paste and correct."""
    parts = [json.dumps(asked.path, ensure_ascii=False)] if asked.path else []
    often = Counter(plain(u.written) for u in read.columns)  # of several columns with one name, none can be named
    told_of = [u for u in read.columns if u.how == "said" or (not read.named and u.how != "same" and often[plain(u.written)] == 1)]
    columns = {u.written: u.read_as for u in told_of}
    if columns:
        parts.append(f"columns={_dict(columns)}")
    told = ("nearest", "said") if read.named else ("nearest", "unknown", "said")  # an export has its own way with words nobody knows
    statuses = {u.written: _events(u) for u in read.statuses if u.how in told and u.written}
    if statuses:
        parts.append(f"statuses={_dict(statuses)}")
    dates = _dates(read, asked)
    if dates:
        parts.append(f'dates="{dates}"')
    if asked.sheet or how.sheet:
        parts.append(f"sheet={json.dumps(asked.sheet or how.sheet, ensure_ascii=False)}")
    parts += [f"{name}={number}" for name, number in asked.rule.items()]
    line = f"js.load({', '.join(parts)})"
    return line if len(line) <= 100 else "js.load(\n" + "".join(f"    {p},\n" for p in parts) + ")"


def _events(said: Understood) -> str:
    """A status's events as `statuses=` takes them; one that is not known counts as sent."""
    return said.read_as or "applied"


def _dates(read: Read, asked: Asked) -> str:
    """What `dates=` would have to say."""
    year = [str(asked.year)] if asked.year else []
    if asked.order:
        return ", ".join([asked.order, *year])
    found = {order for c in read.dates for order in ("day-first", "month-first") if order.replace("-", " ") in c.words}
    order = [] if read.named or len(found) != 1 else [next(iter(found))]
    return ", ".join([*order, *year])


def _dict(said: dict[str, str]) -> str:
    """A dictionary as Python writes it, with double quotes."""
    return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in said.items()) + "}"


def others(names: list[str], path: str) -> list[Problem]:
    """A note for sheets or members that look like logs as well and were not read."""
    if not names:
        return []
    shown = ", ".join(f"“{n}”" for n in names[:5])
    why = f"{count(len(names), 'other sheet')} would do as well and {'was' if len(names) == 1 else 'were'} not read: {shown}"
    return [Problem(0, "", "", why, f'To read it: js.load("{path}", sheet="{names[0]}")')]
