"""The report as a page: complete, in order, without a script or a request, and the same page whatever the words in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

import jobstats as js
from jobstats import theme
from jobstats.packs.contents import BESIDE, Contents
from jobstats.packs.report import NARROW, WIDE, method, report
from tests.packs import contents, hostile
from tests.test_page import Read

EMPTY = Contents("My search", "week of 24 Aug 2026", ("What this is.",), "", (("Effort", "Nothing yet."),), None, (), (), ())
WORDS = hostile.words()


@pytest.fixture(scope="module")
def sample() -> js.JobLog:
    """The kit's own sample."""
    return js.load()


@pytest.fixture(scope="module")
def said(sample: js.JobLog) -> Contents:
    """Three charts of the sample."""
    return contents.of(sample, "funnel", "effort", "comparisons")


@pytest.fixture(scope="module")
def text(said: Contents) -> str:
    """Its page."""
    return report(said)


def plain(text: str) -> str:
    """Without what only parts words."""
    return " ".join(text.replace("\u00a0", " ").split())


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [(int(level), plain(Read(inner).text)) for level, inner in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", text, flags=re.S)]


def test_it_is_read_from_top_to_bottom(text: str) -> None:
    """Headings in order, none left out between two levels; effort before outcomes."""
    assert headings(text)[:9] == [
        (1, "My job search in a few pictures"),
        (2, "How far do my applications get?"),
        (2, "What changed since the last pack"),
        (2, "Questions for the session"),
        (2, "The pictures, one by one"),
        (3, "1. How far do my applications get?"),
        (3, "2. What did I do each week, and did it reach my own goals?"),
        (3, "3. What can my log tell by now, and what not yet?"),
        (2, "What cannot be told yet, and when it can"),
    ]
    assert headings(text)[9][1] == "Not shown at this level"
    assert headings(text)[10:12] == [(2, "How the numbers are made"), (3, "Formula")]
    assert text.index("Effort") < text.index("Progress") < text.index("Answers")


def test_everything_that_is_said_is_there(said: Contents, text: str) -> None:
    """Each text of the contents, each cell of each table, each part of each explanation."""
    whole = plain(Read(text).text)
    pairs = [text for pair in (*said.lines, *said.early, *said.held_back) for text in pair]
    parts = [part for d in said.charts for head, text in d.explained for part in ([text] if head == BESIDE[0] else [head, text])]
    charts = [t for d in said.charts for t in (d.question, d.sentence, d.caption)] + parts
    cells = [str(cell) for d in said.charts for cell in (*d.table.columns, *d.table.to_numpy().ravel())]
    for expected in (said.title, said.made, *said.about, *said.words.splitlines(), *said.changes, *said.questions, *pairs, *charts, *cells):
        assert plain(expected) in whole
    assert [a["aria-label"] for a in Read(text).all("div") if a.get("role") == "img"] == [d.alt for d in said.charts]


def test_every_table_can_be_walked(said: Contents, text: str) -> None:
    """A caption, titles over the columns, the first column names the row; each in a region one can scroll and that has a name of its own."""
    shown = Read(text)
    regions = [a for a in shown.all("div") if a.get("role") == "region"]
    assert [a["aria-label"] for a in regions] == [f"Numbers of picture {i}: {d.question}" for i, d in enumerate(said.charts, 1)]
    assert all(a["tabindex"] == "0" for a in regions)
    assert len(shown.all("table")) == len(shown.all("caption")) == 3
    scopes = [a["scope"] for a in shown.all("th")]
    assert scopes.count("col") == sum(d.table.shape[1] for d in said.charts)
    assert scopes.count("row") == sum(d.table.shape[0] for d in said.charts)
    assert '<th scope="row"><bdi>Applied</bdi></th><td><bdi>Positive answer</bdi></td><td class="n"><bdi>150</bdi></td>' in text


def test_the_list_of_contents_leads_to_each_chart(text: str) -> None:
    """By names that are fixed; every link ends in the page."""
    shown = Read(text)
    ids = [a["id"] for _, a in shown.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert [a["id"] for a in shown.all("article")] == ["c1", "c2", "c3"]
    links = [a["href"] or "" for a in shown.all("a")]
    assert links[:3] == ["#c1", "#c2", "#c3"]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_each_picture_is_there_for_a_laptop_and_for_a_phone(text: str) -> None:
    """The first page's picture is not drawn again; the colours are those of the page, and no two pictures share an id."""
    shown = Read(text)
    assert [a["viewbox"].split()[2] for a in shown.all("svg") if a.get("viewbox")] == [str(WIDE), str(NARROW)] * 3
    assert "The picture stands on the first page." in shown.text
    for token, colour in theme.SCHEMES["light"].items():
        assert f"--{token[1:]}: {colour};" in text
        assert f"var(--{token[1:]})" in text
        assert token not in text


def test_nothing_runs_and_nothing_is_asked_for(text: str) -> None:
    """A strict policy before anything else; no script, no handler, no address."""
    shown = Read(text)
    assert shown.elements[0] == ("html", {"lang": "en"})
    metas = {a.get("http-equiv") or a.get("name"): a["content"] for a in shown.all("meta") if "content" in a}
    assert metas == {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
        "viewport": "width=device-width, initial-scale=1",
        "referrer": "no-referrer",
        "color-scheme": "light dark",
        "format-detection": "telephone=no, date=no, address=no, email=no",
        "generator": "jobstats",
    }
    assert text.index("Content-Security-Policy") < text.index("<style")
    tags = {tag for tag, _ in shown.elements}
    assert tags.isdisjoint(
        {"script", "img", "image", "iframe", "object", "embed", "link", "base", "form", "input", "foreignobject", "details"}
    )
    assert all(not name.startswith("on") and name not in ("src", "xlink:href") for _, a in shown.elements for name in a)
    assert set(re.findall(r"\w+://[^\s\"']+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"url\((?!#)|@import", text)


def test_the_same_contents_give_the_same_page(said: Contents, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes it, and wherever."""
    for name in ("USER", "LOGNAME", "USERNAME", "HOME"):
        monkeypatch.setenv(name, "canary")
    assert report(said) == text
    assert "canary" not in text


def outside(text: str) -> list[tuple[str, dict[str, str]]]:
    """Every element but those of the pictures, with its attributes; what is read aloud aside, and how much room a table needs."""
    return [
        (tag, {k: re.sub(" (wide-.|broad)", "", v or "") for k, v in a.items() if k != "aria-label"})
        for tag, a in Read(re.sub("<svg.*?</svg>", "<svg></svg>", text, flags=re.S)).elements
    ]


def inside(text: str) -> set[tuple[str, str]]:
    """What the pictures are made of: elements and the names of their attributes."""
    return {(tag, name) for drawing in re.findall("<svg.*?</svg>", text, flags=re.S) for tag, a in Read(drawing).elements for name in a}


@pytest.fixture(scope="module")
def expected(sample: js.JobLog) -> str:
    """The page with a plain word everywhere."""
    return report(contents.everywhere("Acme", sample))


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_hostile_word_stays_a_word(word: str, sample: js.JobLog, expected: str) -> None:
    """Wherever it stands: the same elements and attributes as with a plain one, and the word itself is read."""
    text = report(contents.everywhere(word, sample))
    assert outside(text) == outside(expected)
    assert {tag for tag, _ in inside(text)} <= {tag for tag, _ in inside(expected)} | {"tspan"}
    assert all(not name.startswith("on") and "href" not in name for _, name in inside(text))
    text.encode()
    seen = re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff]", "\ufffd", word)
    assert plain(Read(text).text).count(plain(seen)) >= 12


def test_words_of_any_direction_stand_by_themselves(sample: js.JobLog) -> None:
    """Each text of the contents is isolated, or gives its own paragraph its direction."""
    word = "شركة الأمل"
    text = re.sub("<svg.*?</svg>|<title>.*?</title>", "", report(contents.everywhere(word, sample)), flags=re.S)
    shown = re.sub(r'aria-label="[^"]*"', "", text)
    assert shown.count(word) == shown.count(f"<bdi>{word}</bdi>") + shown.count(f'dir="auto">{word}<')


def test_without_changes_questions_and_charts_it_is_still_a_page() -> None:
    """No empty heading, no empty list, a kind sentence in place of the pictures."""
    shown = Read(text := report(EMPTY))
    assert headings(text) == [(1, "My search"), (2, "The pictures, one by one")]
    assert "There is no picture in this pack yet. Each appears as soon as the record holds what it needs" in shown.text
    assert not {"ul", "ol", "nav", "table", "figure", "article"} & {tag for tag, _ in shown.elements}


def test_a_chart_without_data_has_no_picture(log: js.JobLog) -> None:
    """date,company,role,event,channel,note"""
    said = contents.of(log)
    shown = Read(text := report(said))
    assert len(shown.all("article")) == len(said.charts)
    assert all(plain(d.sentence) in plain(shown.text) for d in said.charts)
    assert not {"svg", "figure", "figcaption"} & {tag for tag, _ in shown.elements}
    assert not [a for a in shown.all("div") if a.get("role") == "img" or a.get("class") == "picture"]
    assert "The numbers of question 1" in shown.text
    assert "The picture stands" not in text


def test_what_it_helps_to_decide_stands_under_the_sentence(said: Contents, text: str) -> None:
    """Before the picture and the definitions, once."""
    for d in said.charts:
        told = f"{d.sentence} Helps to decide: {dict(d.explained)[BESIDE[0]]}"
        assert plain(told) in plain(Read(text).text)
    assert text.count("Helps to decide:") == len(said.charts)
    assert BESIDE[0] not in text


def test_a_table_says_how_much_room_it_needs(said: Contents) -> None:
    """One of 50 rows scrolls in its box and says so; one of many columns says from which page width on it has to be pushed."""
    kinds = []
    for rows, columns in ((3, 2), (50, 2), (3, 6), (3, 10), (3, 30)):
        table = pd.DataFrame([["1234567"] * columns] * rows, columns=[f"n{i}" for i in range(columns)])
        text = report(replace(EMPTY, charts=(replace(said.charts[0], table=table),)))
        kinds.append(re.findall('<div class="numbers([^"]*)"', text)[0].split())
    assert kinds == [[], ["long"], ["wide-1"], ["dense", "wide-2"], ["dense", "broad", "wide-3"]]


def test_a_chart_without_words_or_numbers_leaves_no_gap(said: Contents) -> None:
    """No empty paragraph, no table without a row."""
    bare = replace(said.charts[0], name="bare", sentence="", caption="", explained=(), table=pd.DataFrame())
    text = report(replace(EMPTY, charts=(bare,)))
    assert not re.search(r"<(p|dl|table|figcaption|bdi|dd|dt)[^>]*>\s*</\1>", text)
    assert "<table" not in text


def test_a_text_that_holds_for_several_charts_is_said_once(said: Contents, text: str) -> None:
    """With the numbers of its charts; what stands beside a chart is not said again."""
    heads = dict(method(said))
    assert not set(BESIDE) & set(heads)
    (counted,) = [who for who, text in heads["Source"] if text == "counts, no estimate."]
    assert counted == (2,)
    twice = replace(said, charts=(*said.charts, said.charts[0]))
    assert dict(method(twice))["Formula"][0] == ((1, 4), dict(said.charts[0].explained)["Formula"])
    assert text.count(dict(said.charts[0].explained)["Formula"][:40]) == 1
    assert '<dt>Pictures <a href="#c1">1</a>, <a href="#c4">4</a></dt>' in report(twice)


def test_a_number_stays_with_its_percent_sign(text: str) -> None:
    """In every sentence and title of a column."""
    assert "19\u00a0% (95\u00a0% range" in text
    assert not re.search(r"\d %(?! *[{;])", re.sub('<svg.*?</svg>|<style>.*?</style>|<td.*?</td>|aria-label="[^"]*"', "", text, flags=re.S))
