"""The PDF: whole, in order, readable by two readers; the same numbers as the panel; small logs; nothing of this machine."""

from __future__ import annotations

import platform
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pypdfium2
import pytest

import jobstats as js
from jobstats import page
from jobstats.drawing import svg
from jobstats.packs import typeset
from jobstats.packs.contents import BESIDE
from jobstats.packs.levels import SENSIBLE
from jobstats.packs.report import method
from jobstats.page import Drawn
from tests.packs import contents as samples
from tests.packs.paper import Paper, tight
from tests.programs import program

SECTIONS = [
    "What changed since the last pack",
    "Questions for the session",
    "The pictures, one by one",
    "What cannot be told yet, and when it can",
    "Not shown at this level",
    "How the numbers are made",
]


@pytest.fixture(scope="module")
def paper(sample: js.JobLog, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """The sample's report with all charts."""
    return Paper.of(samples.of(sample), tmp_path_factory.mktemp("paper"))


def test_everything_stands_in_its_order(paper: Paper) -> None:
    """Title, words, lines, picture, what it is; then changes, questions, each chart, what is too early, what is held back, how it is made."""
    told = paper.contents
    opening = [told.title, told.made, *told.words.splitlines(), *(t for pair in told.lines for t in pair), told.charts[0].question]
    charts = [t for n, d in enumerate(told.charts, 1) for t in (f"{n}. {d.question}", d.sentence, *beside(d))]
    rest = [
        told.early[0][1],
        SECTIONS[4],
        told.held_back[0][1],
        SECTIONS[5],
        *(t for head, texts in method(told) for t in (head, texts[-1][1])),
    ]
    at = 0
    for text in [*opening, *told.about, SECTIONS[0], *told.changes, SECTIONS[1], *told.questions, SECTIONS[2], *charts, SECTIONS[3], *rest]:
        found = paper.text.find(tight(text), at)
        assert found >= 0, text
        at = found + len(tight(text))


def beside(drawn: Drawn) -> list[str]:
    """What stands beside a chart: what it helps to decide first, right under its sentence."""
    return [text for wanted in BESIDE for head, text in drawn.explained if head == wanted]


def test_the_first_page_stands_alone(paper: Paper) -> None:
    """What it is, the words, the lines and the picture (its letters are text) on one page; nothing else."""
    first = tight(paper.pages[0])
    for text in (paper.contents.title, paper.contents.lines[-1][1], paper.contents.about[-1], "Still waiting", "Applied 150"):
        assert tight(text) in first
    assert tight(SECTIONS[0]) not in first


def test_two_readers_see_the_same(paper: Paper) -> None:
    """Poppler and PDFium: as many pages, and the same signs on each."""
    document = pypdfium2.PdfDocument(paper.made)
    assert len(document) == len(paper.pages) > 10
    for seen, text in zip(document, paper.pages, strict=True):
        assert sorted(tight(seen.get_textpage().get_text_range().replace("\ufffe", ""))) == sorted(tight(text))


def test_the_tables_hold_the_numbers_of_the_panel(paper: Paper) -> None:
    """Every row of every table of the catalogue, cell after cell, in the part of its chart."""
    total = 0
    starts = [paper.text.index(tight(f"{n}. {d.question}{d.sentence}")) for n, d in enumerate(paper.contents.charts, 1)]
    for drawn, start, end in zip(paper.contents.charts, starts, [*starts[1:], paper.text.index(tight(SECTIONS[4]))], strict=True):
        part = paper.text[start:end]
        for row in [list(drawn.table.columns), *drawn.table.to_numpy().tolist()]:
            assert tight("".join(map(str, row))) in part, (drawn.name, row)
            total += len(row)
    assert total > 1000


def test_numbers_stand_to_the_right_where_some_are_not_told() -> None:
    """A column of counts is one of numbers, with “<5” and “not told” in it too; one with a word is none."""
    table = pd.DataFrame(
        {"n": ["12", "<5"], "share": ["under 13\u00a0%", "40\u00a0%"], "k": ["<5 of 20", "not told"], "who": ["7", "Bolt <5"]}
    )
    assert page.measured(table) == (True, True, True, False)


def test_every_page_says_which_it_is(paper: Paper) -> None:
    """“3 of 9” at the foot of the third of nine."""
    for number, text in enumerate(paper.pages, 1):
        assert text.strip().splitlines()[-1] == f"{number} of {len(paper.pages)}"


def test_the_bookmarks_are_the_headings(paper: Paper) -> None:
    """The picture of the first page, the sections, in them each chart, and what is told of how the numbers are made."""
    told = paper.contents
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(paper.made).get_toc()]
    charts = [(1, f"{n}. {d.question}") for n, d in enumerate(told.charts, 1)]
    sections = [(0, s) for s in SECTIONS]
    assert marks == [(0, told.charts[0].question), *sections[:3], *charts, *sections[3:], *((1, head) for head, _ in method(told))]


def test_what_the_file_says_of_itself(paper: Paper) -> None:
    """Tagged, titled, in English, A4; nobody's name, no day, nothing that runs or leads out; every picture has its words."""
    said = subprocess.run([program("pdfinfo"), paper.path], capture_output=True, check=True, text=True).stdout
    info = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    assert {k: info[k].strip() for k in ("Tagged", "JavaScript", "Title", "Encrypted")} == {
        "Tagged": "yes",
        "JavaScript": "no",
        "Title": paper.contents.title,
        "Encrypted": "no",
    }
    assert "A4" in info["Page size"]
    assert not {"Author", "CreationDate", "ModDate", "Producer"} & set(info)
    assert b"<pdfuaid:part>1<" in paper.streams
    assert b"/Lang(en" in paper.made
    for live in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AcroForm", b"http://www.example"):
        assert live not in paper.streams
    figures = paper.made.count(b"/S/Figure")
    assert figures == len(paper.contents.charts) == paper.made.count(b"/Alt")


def test_nothing_of_this_machine_and_twice_the_same(paper: Paper) -> None:
    """The same bytes again; no folder, no name of the machine in any of them."""
    assert typeset.pdf(paper.contents) == paper.made
    for trace in (str(Path.home()), str(Path.cwd()), platform.node(), str(Path(js.__file__).parent), "/tmp/"):
        assert len(trace) < 5 or trace.encode() not in paper.streams


def test_two_charts_share_a_page(sample: js.JobLog, paper: Paper, tmp_path: Path) -> None:
    """Eight pages for the charts ticked at first, and no more than nine in ten for all; each heading on the page of its sentence and its picture."""
    first = Paper.of(samples.of(sample, *SENSIBLE), tmp_path)
    assert len(first.pages) <= 9
    assert len(paper.pages) <= len(paper.contents.charts) * 0.9
    for number, drawn in enumerate(paper.contents.charts[1:], 2):
        (own,) = [tight(page) for page in paper.pages if tight(f"{number}. {drawn.question}{drawn.sentence}") in tight(page)]
        marks = ElementTree.fromstring(svg(typeset.lower(drawn.figure), typeset.WIDE)).iter("{http://www.w3.org/2000/svg}text")
        assert [t for mark in marks if (t := tight("".join(mark.itertext()))) not in own] == [], drawn.name


def test_a_log_without_a_row(empty: js.JobLog, tmp_path: Path) -> None:
    """Every question, and why there is nothing to draw yet; no picture, not even a blank one."""
    paper = Paper.of(samples.of(empty), tmp_path)
    assert b"/S/Figure" not in paper.made
    for number, drawn in enumerate(paper.contents.charts, 1):
        assert tight(f"{number}. {drawn.question}{drawn.sentence}") in paper.text


def test_a_log_of_one_row(one_row: js.JobLog, tmp_path: Path) -> None:
    """Drawn as far as it goes, the first page whole."""
    paper = Paper.of(samples.of(one_row), tmp_path)
    assert tight(paper.contents.about[-1]) in tight(paper.pages[0])
    assert paper.made.count(b"/S/Figure") == sum(bool(d.figure["data"]) for d in paper.contents.charts) > 1


def test_contents_without_charts(empty: js.JobLog, tmp_path: Path) -> None:
    """One page, which says so; a title where none was given."""
    bare = replace(samples.of(empty, "flows"), title=" ", first=None, charts=(), changes=(), questions=(), early=(), held_back=(), words="")
    paper = Paper.of(bare, tmp_path)
    assert len(paper.pages) == 1
    assert tight("There is no picture in this pack yet") in paper.text
    assert paper.text.startswith(tight(typeset.TITLE))
    assert not any(tight(section) in paper.text for section in (*SECTIONS[:2], *SECTIONS[3:]))


def test_long_words_of_the_owner_cut_nothing(sample: js.JobLog, tmp_path: Path) -> None:
    """Two pages of words, a word longer than a line, an empty line between."""
    told = replace(samples.of(sample, "funnel"), words=f"{'much to say ' * 700}\n\n{'W' * 300}\nEND")
    paper = Paper.of(told, tmp_path)
    assert paper.text.count("muchtosay") == 700
    assert "W" * 300 + "END" in paper.text
    for seen in pypdfium2.PdfDocument(paper.made):
        words = seen.get_textpage()
        left, _, right, _ = (f(words.get_rect(i)[at] for i in range(words.count_rects())) for at, f in enumerate((min, min, max, max)))
        assert left >= 50
        assert right <= 595 - 50
