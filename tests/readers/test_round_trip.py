"""Logs invented, written in any dialect, encoding and language a person may use, and loaded: what comes back is what was written."""

from __future__ import annotations

import csv
import io
import os
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import jobstats as js
from tests.readers.test_faults import ANSWERED, FAULTS, SETTLED, TODAY, write

AS_OF = "2026-12-31"
#: More of them when there is time: JOBSTATS_EXAMPLES=5000.
EXAMPLES = int(os.environ.get("JOBSTATS_EXAMPLES", "150"))
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
#: What each column may be called; written here by hand, not taken from the kit.
CALLED = {
    "date": ["date", "Date", "DATE", "Datum", "Fecha", "Data", "when", "Event date", " date "],
    "company": ["company", "Company", "Firma", "Unternehmen", "Entreprise", "Empresa", "Azienda", "Employer", "Company name", "Bedrijf"],
    "role": ["role", "Position", "Job title", "Stelle", "Poste", "Puesto", "Vaga", "Ruolo", "Functie", "job_title"],
    "event": ["event", "Event", "EVENT", "What happened", "Ereignis", "Evento", "Événement"],
    "note": ["note", "Notes", "Notizen", "Comments", "Commentaires", "Observações"],
    "application": ["application", "Application ID", "Bewerbungsnummer", "application_id"],
    "round": ["round", "Interview round", "Runde"],
    "date applied": [
        "Date Applied",
        "date_applied",
        "Applied on",
        "Beworben am",
        "Bewerbungsdatum",
        "Date de candidature",
        "Application date",
    ],
    "status": ["Status", "status", "Current status", "Statut", "Estado", "Stato", "Bewerbungsstatus", "Stage"],
    "response date": ["Response date", "response_date", "Date of response", "Replied on", "Antwort erhalten am", "Date de réponse"],
    "screen": ["Screen date", "Phone Screen Date", "Date Phone Screen", "Date of phone screen", "phone_screen_date"],
    "offer": ["Offer date", "Date of offer", "Date offer received", "offer_date"],
    "rejected": ["Rejected date", "Rejection date", "Date rejected", "Date of rejection", "Absagedatum"],
    "interview 1": ["Interview 1", "date_interview1", "1st interview", "Interview 1 date", "First interview"],
    "interview 2": ["Interview 2", "date_interview2", "2nd interview", "Interview 2 date", "Second interview"],
    "interview 3": ["Interview 3", "date_interview3", "3rd interview", "Interview 3 date", "Third interview"],
}
#: Columns of the person's own.
OWN = ["Team size", "Salary €", "Visa?", "Größe", "Link", "my rating"]
COMPANIES = [
    "Acme", "ACME", "Zoë & Söhne", 'The "Quoted" Co', '"All quoted"', "Comma, Inc", "Semi; Colon", "Bar | Co", "Tab\tCo", "NA", "None", "True", "nan", "null",
    "007", "=1+1", "+49 Labs", "@work", "#hashtag", "L'Oréal", "'t Hooft", "株式会社リクルート", "Łódź Soft", "two  spaces", "2026-01-05", "3/4", "Straße", "dash – dash", "date",
]  # fmt: skip
ROLES = [
    "Analyst",
    "Data engineer (m/w/d)",
    "C++ / C#",
    "Dev, Backend",
    "Développeur; senior",
    "NaN engineer",
    "analyst II",
    'the "best" job',
    "Ingénieur | nuit",
]
#: Where a role stands, these mean that it is not known.
NO_ROLE = ["-", "–", "—", "?", "n/a", "none", "null", "nan", "tbd", "tba", "#n/a"]
NOTES = [
    "", "", "said \"call me\"", "first line\nsecond line", "a, b; c", "tab\there", "“curly”", "N/A", "=SUM(A1)", "5 %", "line\n\nafter a blank one",
    "quote at the end\"", "\"", "|", "naïve",
]  # fmt: skip
#: Characters nobody should have to think about.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=12)


def clean(text: str) -> str:
    """Text as it stands in a cell: one form, no outer space."""
    return unicodedata.normalize("NFC", text.strip())


def names(some: list[str]) -> st.SearchStrategy[str]:
    """One of these, or any text."""
    return st.one_of(st.sampled_from(some), st.sampled_from(some), TEXT.map(clean).filter(bool))


def same(text: str) -> str:
    """A name without case and stray space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass
class Job:
    """One application: what happened, in order, each with its day or minute, its round and its note."""

    company: str
    role: str
    own: list[str]
    steps: list[tuple[date | datetime, str, str, str]]
    undated: tuple[str, str] | None = None


@dataclass
class Dialect:
    """How a file is written."""

    separator: str
    quoting: Any
    end: str
    encoding: str
    day: str
    banner: list[str]
    trailing: int
    blank: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    last_end: bool = True


#: Ways of writing a day; `{d}` and so on without leading zeros. The second is what `dates=` has to say where no day settles it.
DAYS: dict[str, str] = {
    "%Y-%m-%d": "", "%Y/%m/%d": "", "%d.%m.%Y": "", "{d}.{m}.%Y": "", "%d/%m/%Y": "day-first", "{d}/{m}/%Y": "day-first", "%d-%m-%Y": "day-first", "%d/%m/%y": "day-first",
    "%m/%d/%Y": "month-first", "{m}/{d}/%Y": "month-first", "{m}/{d}/%y": "month-first", "{d} %b %Y": "", "%b {d}, %Y": "", "{d} %B %Y": "", "%d-%b-%y": "",
}  # fmt: skip
DIALECTS = st.builds(
    Dialect,
    separator=st.sampled_from(",,;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"]),
    day=st.sampled_from(list(DAYS)),
    banner=st.sampled_from([[], [], [], ["My job search"], ["My job search 2026", ""], ["Jobs", "", "last saved by me"]]),
    trailing=st.sampled_from([0, 0, 0, 1, 3]),
    blank=st.lists(st.integers(0, 8), max_size=2),
    again=st.lists(st.integers(1, 8), max_size=1),
    last_end=st.booleans(),
)


def written(when: date | datetime, how: str) -> str:
    """A day as this file writes days, with its time where it has one."""
    text = when.strftime(how.replace("{d}", str(when.day)).replace("{m}", str(when.month)))
    if not isinstance(when, datetime):
        return text
    return f"{text}T{when:%H:%M}" if how == "%Y-%m-%d" else f"{text} {when:%H:%M}"


def shown(when: date | datetime) -> str:
    """A day, or a minute, as these tests compare it."""
    return when.strftime("%Y-%m-%dT%H:%M" if isinstance(when, datetime) else "%Y-%m-%d")


def as_bytes(rows: list[list[str]], how: Dialect) -> bytes:
    """The file; no example if the encoding cannot hold it, or if its bytes may as well mean something else."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=how.separator, quoting=how.quoting, lineterminator=how.end)
    for line in how.banner:
        out.write(line + how.end)
    header, *body = rows
    writer.writerow([*header, *[""] * (how.trailing if how.quoting == csv.QUOTE_ALL else 0)])
    for i, row in enumerate(body):
        for at in how.blank:
            out.write((how.separator * len(row) if at % 2 else "") + how.end if at == i else "")
        if i in how.again:
            writer.writerow(header)
        writer.writerow([*row, *[""] * how.trailing])
    text = out.getvalue()
    if not how.last_end:
        text = text.removesuffix(how.end)
    try:
        data = text.encode(how.encoding)
    except UnicodeEncodeError:
        assume(False)
    if how.encoding == "cp1252":
        assume(not any(_is_utf8(line) for line in data.splitlines()))
    return {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(how.encoding, b"") + data


def _is_utf8(line: bytes) -> bool:
    """Whether a line with other letters than English ones reads as UTF-8 too."""
    try:
        return not line.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


@st.composite
def searches(draw: st.DrawFn, story: Callable[[st.DrawFn, date], list[tuple[date | datetime, str, str, str]]]) -> list[Job]:
    """A few applications; some to one company, each company and role once."""
    own = draw(st.integers(0, 2))
    jobs: list[Job] = []
    seen = set()
    for _ in range(draw(st.integers(0, 6))):
        again = jobs and draw(st.integers(0, 3)) == 0
        company = draw(st.sampled_from(jobs)).company if again else draw(names(COMPANIES))
        role = draw(names(ROLES).filter(lambda text: text.casefold() not in NO_ROLE))
        key = same(company), same(role)
        if key in seen:
            continue
        seen.add(key)
        begun = date(2025, 11, 3) + timedelta(days=draw(st.integers(0, 150)))
        cells = [draw(st.one_of(st.just(""), names(COMPANIES), st.integers(0, 99999).map(str))) for _ in range(own)]
        jobs.append(Job(company, role, cells, story(draw, begun)))
    return jobs


def any_story(draw: st.DrawFn, begun: date) -> list[tuple[date | datetime, str, str, str]]:
    """Applied, some steps in order, perhaps an end; some at a known minute."""
    middle = draw(st.lists(st.sampled_from(["reply", "screen", "assessment", "interview", "interview", "nudge"]), max_size=3))
    end = draw(st.sampled_from([[], [], ["rejected"], ["withdrawn"], ["closed"], ["offer"], ["offer", "accepted"], ["offer", "declined"]]))
    out: list[tuple[date | datetime, str, str, str]] = []
    day, met = begun, 0
    for i, event in enumerate(["applied", *middle, *end]):
        day += timedelta(days=draw(st.integers(1, 20)) if i else 0)
        met += event == "interview"
        minute = draw(st.one_of(st.none(), st.none(), st.tuples(st.integers(0, 23), st.integers(1, 59))))
        when = datetime(day.year, day.month, day.day, *minute) if minute and event != "applied" else day
        out.append((when, event, str(met) if event == "interview" else "", draw(names(NOTES)) if draw(st.booleans()) else ""))
    return out


@contextmanager
def loaded(name: str, data: bytes, days: list[date], how: str, sometimes: bool = False) -> Iterator[js.JobLog]:
    """The log of these bytes; `dates` is said where no day of the file settles the order, or for no reason."""
    order = DAYS[how]
    said = {"dates": order} if order and (sometimes or not any(d.day > 12 for d in days)) else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        log = js.load(path, as_of=AS_OF, **said)  # type: ignore[arg-type]
        again(log, AS_OF)
        yield log


def again(log: js.JobLog, as_of: str) -> None:
    """What the report says to paste gives the same log."""
    assert log.report is not None
    more = eval(log.report.call, {"js": SimpleNamespace(load=partial(js.load, as_of=as_of))})
    for then, now in ((more.applications, log.applications), (more.events, log.events), (more.ahead, log.ahead)):
        unsure = [c for c in now.columns if c.endswith("(as written)")]  # what a word was, before one says what it means
        pd.testing.assert_frame_equal(then.drop(columns=unsure, errors="ignore"), now.drop(columns=unsure))
    assert more.problems == log.problems
    assert (more.report.read, more.report.kept, more.report.aside) == (log.report.read, log.report.kept, log.report.aside)


def events(log: js.JobLog) -> Counter[tuple[str, ...]]:
    """Day or minute, company, role, event, round and note of all that is in a log."""
    table = log.applications
    out: Counter[tuple[str, ...]] = Counter()
    for row in log.events.to_dict("records"):
        job = table.loc[row["application"]]
        form = "%Y-%m-%dT%H:%M" if row["precision"] == "minute" else "%Y-%m-%d"
        out[row["date"].strftime(form), job["company"], job["role"], row["event"], row["round"], row["note"]] += 1
    return out


def check(log: js.JobLog, jobs: list[Job], wanted: Counter[tuple[str, ...]], rows: int, columns: list[str]) -> None:
    """The events, the person's own columns, and no row lost."""
    assert log.problems == ()
    assert events(log) == wanted
    assert log.report is not None
    assert (log.report.read, log.report.kept, log.report.aside) == (rows, rows, 0)
    found = Counter(tuple(row) for row in log.applications[["company", "role", *columns]].astype(str).to_numpy().tolist())
    assert found == Counter((job.company, job.role, *job.own) for job in jobs)
    assert sorted(log.report.kept_columns) == sorted(columns)


def column_names(draw: st.DrawFn, meanings: list[str], own: int) -> tuple[list[str], list[str]]:
    """What the columns are called, and the person's own."""
    return [draw(st.sampled_from(CALLED[m])) for m in meanings], draw(st.permutations(OWN))[:own]


def shuffled(draw: st.DrawFn, rows: list[list[str]]) -> list[list[str]]:
    """The same columns in another order, the first of the rows being the header."""
    order = draw(st.permutations(range(len(rows[0]))))
    return [[row[i] for i in order] for row in rows]


@st.composite
def event_logs(draw: st.DrawFn, whole: bool = False) -> tuple[list[Job], list[list[Any]], list[str], Dialect]:
    """Applications, the rows of a log of events (days as days if `whole`), the person's own columns, and the dialect."""
    jobs = draw(searches(any_story))
    how = draw(DIALECTS)
    ids, rounds = draw(st.booleans()), draw(st.booleans())
    meanings = ["date", "company", "role", "event", "note", *["application"] * ids, *["round"] * rounds]
    header, own = column_names(draw, meanings, len(jobs[0].own) if jobs else 0)
    rows: list[list[Any]] = []
    for number, job in enumerate(jobs):
        for when, event, round_, note in job.steps:
            cells = [when if whole else written(when, how.day), job.company, job.role, event, note]
            rows.append([*cells, *[f"A{number:03}"] * ids, *[round_] * rounds, *job.own])
        if not rounds:
            job.steps = [(when, event, "", note) for when, event, _, note in job.steps]
    return jobs, shuffled(draw, [[*header, *own], *draw(st.permutations(rows))]), own, how


def expected(jobs: list[Job]) -> Counter[tuple[str, ...]]:
    """The events of applications."""
    return Counter(
        (shown(when), job.company, job.role, event, round_, clean(note)) for job in jobs for when, event, round_, note in job.steps
    )


@settings(max_examples=EXAMPLES, suppress_health_check=QUIET)
@given(event_logs(), st.booleans())
def test_a_log_of_events_comes_back(made: tuple[list[Job], list[list[Any]], list[str], Dialect], said: bool) -> None:
    """One row for each thing that happened."""
    jobs, rows, own, how = made
    days = [when for job in jobs for when, *_ in job.steps]
    with loaded("log.csv", as_bytes(rows, how), days, how.day, said) as log:
        check(log, jobs, expected(jobs), len(rows) - 1, own)


#: What a status says, in the words of several people: the event of the response date, and (stage, outcome) where no day is known.
SAYS: dict[str, tuple[str, tuple[str, str] | None]] = {
    "": ("", None), "Applied": ("", None), "No response": ("", None), "Ghosted": ("", None), "Waiting": ("", None), "beworben": ("", None),
    "Rejected": ("rejected", ("applied", "rejected")), "REJECTED": ("rejected", ("applied", "rejected")), "Absage": ("rejected", ("applied", "rejected")),
    "Refusé": ("rejected", ("applied", "rejected")), "Withdrawn": ("withdrawn", ("applied", "withdrawn")), "Position closed": ("closed", ("applied", "closed")),
    "Offer": ("offer", ("offer", "")), "Accepted": ("accepted", ("accepted", "accepted")),
    "Interview": ("reply", ("interview", "")), "Phone screen": ("reply", ("screen", "")), "Entretien": ("reply", ("interview", "")),
}  # fmt: skip
MEETINGS = ("Interview", "Phone screen", "Entretien")


def sent(draw: st.DrawFn, begun: date) -> list[tuple[date | datetime, str, str, str]]:
    """Applied, and no more: what came of it stands in the other columns."""
    return [(begun, "applied", "", "")]


@st.composite
def sheets(draw: st.DrawFn, whole: bool = False) -> tuple[list[Job], list[list[Any]], list[str], Dialect, list[date]]:
    """The same for a sheet with one row for each application: a status and its day, or the day of each stage; and all days in it."""
    jobs = draw(searches(sent))
    how = draw(DIALECTS)
    answers = draw(st.booleans())
    stages = draw(st.lists(st.sampled_from(["screen", "offer", "rejected"]), unique=True))
    talks = draw(st.integers(0, 3))
    dated = [*[s for s in stages if s == "screen"], *[f"interview {n + 1}" for n in range(talks)], *[s for s in stages if s != "screen"]]
    meanings = ["company", "role", "date applied", "status", *["response date"] * answers, *dated, "note"]
    header, own = column_names(draw, meanings, len(jobs[0].own) if jobs else 0)
    rows: list[list[Any]] = []
    every: list[date] = []
    for job in jobs:
        cells: dict[str, Any] = {"company": job.company, "role": job.role, "date applied": job.steps[0][0]}
        if dated and draw(st.booleans()):
            _stages(draw, job, dated, cells)
        else:
            _answer(draw, job, answers, cells)
        cells["note"] = draw(names(NOTES)) if draw(st.booleans()) else ""
        job.steps = [(when, event, round_, cells["note"]) for when, event, round_, _ in job.steps]
        every += [cell for cell in cells.values() if isinstance(cell, date)]
        row = [cells.get(m, "") for m in meanings]
        rows.append([*(written(c, how.day) if isinstance(c, date) and not whole else c for c in row), *job.own])
    return jobs, shuffled(draw, [[*header, *own], *rows]), own, how, every


def _stages(draw: st.DrawFn, job: Job, dated: list[str], cells: dict[str, Any]) -> None:
    """Some of the stages with their days, in order; the status repeats the last, or is blank."""
    day = job.steps[0][0]
    last = ""
    for column in dated:
        if draw(st.booleans()) and last != "offer":
            day += timedelta(days=draw(st.integers(1, 20)))
            event, _, round_ = column.partition(" ")
            job.steps.append((day, event, round_, ""))
            cells[column], last = day, event
    words = {"screen": "Phone screen", "interview": "Interview", "offer": "Offer", "rejected": "Rejected"}
    cells["status"] = words.get(last, "") if draw(st.booleans()) else ""


def _answer(draw: st.DrawFn, job: Job, answers: bool, cells: dict[str, Any]) -> None:
    """A status, perhaps with the day of the answer."""
    cells["status"] = draw(st.sampled_from(list(SAYS)))
    event, undated = SAYS[cells["status"]]
    if answers and event and draw(st.booleans()):
        cells["response date"] = job.steps[0][0] + timedelta(days=draw(st.integers(0, 60)))
        job.steps.append((cells["response date"], event, "", ""))
        undated = undated if cells["status"] in MEETINGS else None
    job.undated = undated


def check_undated(log: js.JobLog, jobs: list[Job]) -> None:
    """What a status says without a day counts in stage and outcome; it is no day of an answer."""
    table = log.applications
    found = Counter(table[["company", "role", "stage", "outcome"]].itertuples(index=False, name=None))
    assert Counter((job.company, job.role, *job.undated) for job in jobs if job.undated) <= found
    silent = [job for job in jobs if job.undated and len(job.steps) == 1]
    assert Counter(table.loc[table["undated"], "company"]) == Counter(job.company for job in silent)


@settings(max_examples=EXAMPLES, suppress_health_check=QUIET)
@given(sheets(), st.booleans())
def test_a_sheet_comes_back(made: tuple[list[Job], list[list[Any]], list[str], Dialect, list[date]], said: bool) -> None:
    """One row for each application."""
    jobs, rows, own, how, days = made
    with loaded("sheet.csv", as_bytes(rows, how), days, how.day, said) as log:
        check(log, jobs, expected(jobs), len(rows) - 1, own)
        check_undated(log, jobs)


def as_workbook(rows: list[list[Any]], how: Dialect) -> bytes:
    """The rows in a workbook beside a second sheet; text as text, days as days, the header below the banner."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    book.create_sheet("Ideas").append(["buy stamps"])
    for i, row in enumerate([*([line] for line in how.banner), *rows], 1):
        for j, value in enumerate(row, 1):
            if value == "":
                continue
            cell = sheet.cell(i, j)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=EXAMPLES // 5, suppress_health_check=QUIET)
@given(st.one_of(event_logs(whole=True).map(lambda made: (*made, [])), sheets(whole=True)))
def test_a_workbook_comes_back(made: tuple[list[Job], list[list[Any]], list[str], Dialect, list[date]]) -> None:
    """The same as XLSX, days being days."""
    jobs, rows, own, how, _ = made
    with loaded("log.xlsx", as_workbook(rows, how), [], "%Y-%m-%d") as log:
        check(log, jobs, expected(jobs), len(rows) - 1, own)
        check_undated(log, jobs)


@pytest.mark.parametrize("fault", [f for f in FAULTS if f["ideal"]["action"] != "refuse"], ids=lambda f: f"{f['id']}")
def test_the_call_of_the_report_reads_the_same(fault: dict[str, Any], tmp_path: Path) -> None:
    """Every file of faults.json that loads, by itself or after an answer."""
    path = write(fault, tmp_path)
    for answer in SETTLED.get(fault["id"], [{}]):
        again(js.load(path, as_of=TODAY, **answer), TODAY)
    assert set(ANSWERED) <= set(SETTLED)
