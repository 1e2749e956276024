"""js.pack as a whole: what each level shows and hides, what it remembers, and that a pack is whole or not there."""

from __future__ import annotations

import json
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import jobstats as js
from jobstats.anonymous import harmless
from jobstats.errors import AskError, JobstatsError
from jobstats.packs import levels, packing
from jobstats.packs.contents import Contents
from jobstats.packs.packing import contents, pack
from jobstats.packs.scanner import leaks, private_tokens
from tests.packs.planting import canaries

SAMPLES = Path(__file__).parents[1] / "readers" / "samples"
#: The charts that show most of single things.
TELLING = ("funnel_by", "waiting", "nudges", "overlap", "recruiters")


def texts(made: Contents) -> str:
    """Everything a pack says."""
    parts = [*made.lines, *made.early, *made.held_back]
    said = [made.title, made.made, *made.about, *made.changes, *(t for pair in parts for t in pair)]
    for chart in made.charts:
        said += [chart.question, chart.sentence, chart.caption, chart.alt, *(text for _, text in chart.explained)]
        said += [str(c) for column in chart.table for c in (column, *chart.table[column])]
        said.append(json.dumps(chart.figure, default=str, ensure_ascii=False))
    return "\n".join(said)


@pytest.mark.parametrize("level", levels.LEVELS)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_byte_of_any_file_holds_a_canary(level: str, seed: int, tmp_path: Path) -> None:
    """A search with a word nobody writes in every private column: it is in no file, nor in the zip; benchmarks/leaks.py does this for 500 searches."""
    log = canaries(seed, tmp_path)
    made = pack(log, tmp_path / "out", level=level, charts=TELLING)
    named = private_tokens(log, harmless)
    assert {"report.html", "report.pdf", "tables.xlsx", "summary.md"} < {f.name for f in made.files}
    assert [leak for file in made.files for leak in leaks(file, named)] == []
    assert not any(re.search(rb"[a-z]{8}qx", file.read_bytes().lower()) for file in made.files if file.suffix in (".html", ".md", ".svg"))


def test_what_is_ticked_is_shown_and_nothing_else(tmp_path: Path) -> None:
    """Employers ticked: their names stand in the pack; roles, people, notes and days do not."""
    log = canaries(3, tmp_path)
    said = texts(contents(log, level="open", charts=TELLING, show=["companies"]))
    open_companies = set(js.charts.waiting.table(log)["Company"]) - {""}
    assert open_companies
    assert all(name in said for name in open_companies)
    for column in ("role", "source"):
        assert not any(value in said for value in set(log.applications[column]) if "qx" in value)
    assert not any(value in said for value in set(log.events["contact"]) | set(log.events["note"]) if value)
    assert not re.search(r"(?<!week of )\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}", said)


@pytest.mark.parametrize("level", ["aggregate", "coded"])
def test_no_day_is_told_but_mondays(level: str, sample: js.JobLog) -> None:
    """Every day in a pack is the Monday of its week, also along the axes of its pictures."""
    from datetime import datetime

    said = texts(contents(sample, level=level, charts=js.charts.CATALOGUE))
    days = [
        datetime.strptime(d, "%d %b %Y") for d in re.findall(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}", said)
    ]
    days += [datetime.fromisoformat(d) for d in re.findall(r"\d{4}-\d\d-\d\d", said)]
    assert len(days) > 100
    assert {day.weekday() for day in days} == {0}


def test_small_groups_are_not_told(sample: js.JobLog) -> None:
    """At the level “aggregate” no cell of a count is one to four, and no share rests on fewer than ten or on one to four that went this way."""
    made = contents(sample, charts=js.charts.CATALOGUE)
    assert {chart.name for chart in made.charts} > {"funnel", "follow_up_timing", "effort", "time_to_answer"}
    counted = (
        "Applications",
        "Entered",
        "Went on",
        "Still waiting",
        "Rejected",
        "In all",
        "Interviews",
        "In the comparison",
        "Applications sent",
        "Nudges",
    )
    for chart in made.charts:
        for column in set(counted) & set(chart.table.columns):
            assert not {"1", "2", "3", "4"} & set(chart.table[column]), (chart.name, column)
        for cell in chart.table.get("Old enough", []):
            k, _, n = str(cell).partition(" of ")
            assert cell == "–" or (int(n) >= 10 and (k == "<5" or int(k) >= 5 or k == "0")), (chart.name, cell)
    assert "<5" in texts(made)


def test_a_hidden_part_cannot_be_worked_out(sample: js.JobLog) -> None:
    """Where one part of a row is told as “<5”, another is not told either: 38 − 34 − 0 − 0 would be 4."""
    funnel = next(c for c in contents(sample, charts=["funnel"]).charts if c.name == "funnel")
    for entered, *row in funnel.table[["Entered", "Went on", "Still waiting", "Withdrawn or closed", "Rejected"]].to_numpy():
        hidden = [cell for cell in row if cell in ("<5", "not told")]
        assert len(hidden) != 1 or entered == "not told", row


def test_numbers_are_those_of_the_panel(sample: js.JobLog) -> None:
    """At the level “open” with all ticked every table is the panel's; at “coded” all but names and days are."""
    every = list(js.charts.CATALOGUE)
    for chart in contents(sample, level="open", charts=every, show=levels.SHOWABLE).charts:
        want = js.charts.CATALOGUE[chart.name].table(sample)
        assert chart.table.to_numpy().tolist() == want.to_numpy().tolist(), chart.name
    for chart in contents(sample, level="coded", charts=every).charts:
        want = js.charts.CATALOGUE[chart.name].table(sample)
        numbers = [c for c in want.columns if set("".join(map(str, want[c]))) <= set("0123456789.,–−+%\u00a0 of()")]
        numbers = [c for c in numbers if c in chart.table]
        assert chart.table[numbers].to_numpy().tolist() == want[numbers].to_numpy().tolist(), chart.name


def test_nothing_in_it_is_for_those_who_write_python(sample: js.JobLog) -> None:
    """No argument of a call, no column of names without any."""
    for chart in contents(sample, level="coded", charts=js.charts.CATALOGUE).charts:
        assert not re.search(r"\bjs\.|\blog\.\w|\w=[\"{\[]|\(\w+=", " ".join(text for _, text in chart.explained)), chart.name
        assert "Role" not in chart.table


def test_the_record_for_the_office_is_in_no_pack(tmp_path: Path) -> None:
    """It shows names, so it has a folder of its own; a pack beside it neither takes it nor touches it."""
    log = canaries(8, tmp_path)
    record = js.work_search(log, tmp_path / "out")
    before = {f: f.read_bytes() for f in record.files}
    made = pack(log, tmp_path / "out", charts=["funnel"])
    assert not {f.name for f in made.files} & {f.name for f in record.files}
    assert {f: f.read_bytes() for f in record.files} == before
    assert b"qx" in before[next(f for f in record.files if f.suffix == ".csv")]


def test_letters_stay_and_tell_nothing(tmp_path: Path) -> None:
    """The same employer has the same letters in the next pack, and other letters beside another log; they follow neither alphabet nor order of applying."""
    log = canaries(4, tmp_path)
    pack(log, tmp_path / "out", level="coded", charts=["waiting"])
    one, two = (contents(log, level="coded", charts=["waiting"]).charts[0].table for _ in range(2))
    assert one.equals(two)
    assert all(re.fullmatch(r"employer [A-Z]{1,3}", c) for c in one["Company"] if c)
    (tmp_path / "elsewhere").mkdir()
    other = contents(canaries(4, tmp_path / "elsewhere"), level="coded", charts=["waiting"]).charts[0].table
    assert other["Company"].tolist() != one["Company"].tolist()
    by_name = sorted(zip(js.charts.waiting.table(log)["Company"], one["Company"], strict=True))
    assert [code for _, code in by_name] != sorted(code for _, code in by_name)


def test_what_changed_is_told_from_counts_alone(tmp_path: Path) -> None:
    """The second pack says what is new; beside the log lie counts, a key and letters, readable by their owner alone, and no name."""
    path = tmp_path / "log.csv"
    head = "date,company,role,event\n"
    rows = [f"2026-03-{d:02d},Quexly {d},Analyst,applied\n" for d in range(2, 12)]
    path.write_text(head + "".join(rows), encoding="utf-8")
    first = pack(js.load(path, as_of="2026-03-12"), tmp_path / "out", level="coded")
    assert contents(js.load(path, as_of="2026-03-12"), level="coded").changes == ()  # the same day
    more = [f"2026-03-{d:02d},Quexly {d},Analyst,applied\n" for d in range(13, 19)]
    path.write_text(head + "".join(rows + more) + "2026-03-19,Quexly 3,Analyst,interview\n", encoding="utf-8")
    log = js.load(path, as_of="2026-03-20")
    told = ("Since the last pack (the week of 9 Mar 2026): 6 applications, 1 positive answer, 1 interview.",)
    assert contents(log, level="coded").changes == told
    assert contents(log).changes == (told[0].replace("1 positive answer, 1 interview", "<5 positive answers, <5 interviews"),)
    assert contents(log, period=("2026-03-05", None)).changes == ()  # other applications
    kept = tmp_path / ".jobstats" / "log.csv.packs.json"
    assert "uexly" not in kept.read_text(encoding="utf-8")
    assert os.name != "posix" or kept.stat().st_mode & 0o077 == 0
    key = json.loads(kept.read_text(encoding="utf-8"))["key"]
    assert not any(key.encode() in file.read_bytes() for file in first.files)


def test_a_memory_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    """A file beside the log that cannot be read breaks nothing."""
    log = canaries(5, tmp_path)
    kept = tmp_path / ".jobstats" / f"{Path(log.path).name}.packs.json"
    kept.parent.mkdir()
    for text in ("", "{", '{"key": "xx", "codes": {}, "last": {}}', '{"key": "00", "codes": {"a": "<b>"}, "last": {}}', "[1]"):
        kept.write_text(text, encoding="utf-8")
        assert contents(log, level="coded").charts


def test_the_files_are_those_of_the_list(sample: js.JobLog, tmp_path: Path) -> None:
    """Fixed names, whatever the log holds; the zip holds the same bytes; a second pack takes the first one's place."""
    done: list[tuple[int, int, str]] = []
    for charts in (["funnel", "waiting"], ["funnel"]):
        made = pack(sample, tmp_path / "out", charts=charts, tell=lambda *told: done.append(told))
    names = {str(f.relative_to(made.folder)) for f in made.files if f.suffix != ".zip"}
    assert names == {"report.html", "report.pdf", "summary.md", "tables.xlsx", "charts/funnel.svg", "charts/funnel.png"}
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["job-search-pack-aggregate", "job-search-pack-aggregate.zip"]
    with zipfile.ZipFile(made.files[-1]) as archive:
        for name in names:
            assert archive.read(f"job-search-pack-aggregate/{name}") == (made.folder / name).read_bytes()
    assert all(0 <= n <= of and what for n, of, what in done)
    assert len(done) > 8


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"level": "all"}, "There is no level “all”. There is: aggregate, coded, open."),
        ({"charts": ["pie"]}, "There is no chart “pie”. There is: funnel"),
        ({"show": ["companies"]}, 'Only a pack of the level "open" shows what you choose.'),
        (
            {"level": "open", "show": ["notes"]},
            "There is nothing called “notes” to show. There is: companies, roles, people, days, values.",
        ),
        ({"questions": list("abcd")}, "A pack holds up to 3 questions, and there are 4"),
        ({"period": "March"}, "A period is the first and the last day of applying"),
        ({"period": ("soon", None)}, "“soon” is not a day. Write it as in 2026-03-09."),
        ({"goals": {"applied": -1}}, "The goal for applied is -1"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_is_written(asked: dict[str, Any], said: str, sample: js.JobLog, tmp_path: Path) -> None:
    """One sentence, and no folder."""
    with pytest.raises(AskError) as told:
        pack(sample, tmp_path / "out", **asked)
    assert str(told.value).startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_the_word_stays_a_word() -> None:
    """js.pack is the function, whatever room of the kit was opened before."""
    assert js.pack is pack


def test_something_else_than_a_log_is_refused(tmp_path: Path) -> None:
    """Not quoted: it may hold a name."""
    with pytest.raises(AskError, match=r"^js\.pack wants a log, and this is a str\."):
        pack("Acme.csv", tmp_path)  # type: ignore[arg-type]


def test_ones_own_words_that_name_somebody_are_told(tmp_path: Path) -> None:
    """They stand as written, and the note says so."""
    log = canaries(6, tmp_path)
    name = next(n for n in log.applications["company"] if n)
    made = pack(log, tmp_path / "out", charts=["funnel"], words=f"Is {name} worth it?")
    assert made.notes[0].startswith("Your own words name “")
    assert name in (made.folder / "summary.md").read_text(encoding="utf-8").replace("\n", " ")


def test_a_pack_that_would_hold_a_name_is_not_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Should the kit slip, the last look catches it."""
    log = canaries(7, tmp_path)
    name = next(n for n in log.applications["company"] if n)
    real = packing._files
    slips = iter([name])
    monkeypatch.setattr(packing, "_files", lambda made, step: {**real(made, step), "summary.md": f"see {next(slips, 'nobody')}".encode()})
    with pytest.raises(JobstatsError, match=r"^The pack was not written: it would have held “"):
        pack(log, tmp_path / "out", charts=["funnel"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("level", levels.LEVELS)
def test_every_log_has_a_pack(level: str, empty: js.JobLog, one_row: js.JobLog) -> None:
    """An empty log and one row: five kind lines, and what is too early stands where it can be told when."""
    for log in (empty, one_row):
        made = contents(log, level=level, charts=js.charts.CATALOGUE)
        assert made.lines[0][0] == "Effort"
        assert made.early
        assert "nan" not in texts(made).replace("nanny", "")
    assert "Acme" not in texts(contents(one_row, level=level, charts=js.charts.CATALOGUE))


def test_every_list_a_person_has_makes_a_pack(tmp_path: Path) -> None:
    """Each sample of the readers, the levels in turn: their columns, statuses and missing days break nothing, and raise no false alarm."""
    for i, path in enumerate(sorted(SAMPLES.glob("*.csv"))):
        expected = path.with_suffix(".expected.json")
        asked = json.loads(expected.read_text(encoding="utf-8")).get("asked", {}) if expected.is_file() else {}
        log = replace(js.load(path, **asked), path=str(tmp_path / path.name))  # so that nothing is remembered beside the sample
        level = [*levels.LEVELS][i % 3]
        made = pack(log, tmp_path / path.stem, level=level, charts=["funnel", "effort"], show=["companies"] if level == "open" else [])
        assert (made.folder / "report.pdf").stat().st_size > 5000, path.name


def test_the_workbook_holds_the_numbers_of_the_pack(sample: js.JobLog, tmp_path: Path) -> None:
    """Counts of the funnel as numbers, as in the panel."""
    made = pack(sample, tmp_path / "out", level="coded", charts=["funnel"])
    rows = list(openpyxl.load_workbook(made.folder / "tables.xlsx")["funnel"].iter_rows(values_only=True))
    entered = [row[2] for row in rows if row[0] == "Applied"]
    assert entered[0] == int(js.charts.funnel.table(sample)["Entered"].iloc[0])
