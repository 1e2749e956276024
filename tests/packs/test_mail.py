"""The summary to paste into a mail: short, in order, it reads as plain text, and nothing of the data comes alive."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import mistune
import pytest

import jobstats as js
from jobstats.packs import packing
from jobstats.packs.contents import Contents
from jobstats.packs.mail import WIDTH, mail
from tests.packs import contents, hostile

EXTRAS = [
    "strikethrough",
    "footnotes",
    "table",
    "url",
    "task_lists",
    "def_list",
    "abbr",
    "mark",
    "insert",
    "superscript",
    "subscript",
    "math",
]
ALIVE = (
    "*a* _b_ **c** __d__ ~~e~~ ==f== ^g^ `h` $i$ | j |",
    "# heading",
    "> quotation",
    "- [ ] item",
    "+ item",
    "1. item",
    "1) item",
    "===",
    "---",
    "```",
    "    code",
    "| a | b | |---|---|",
    "[x]: http://evil.example",
    "[^1]: note",
    "*[HTML]: abbreviation",
    ": definition",
    "a\\ b\\",
    "<http://evil.example> <a@evil.example>",
    "see HTTPS://evil.example, www.evil.example, a@evil.example, mailto:a@evil.example, file:///evil",
)
WORDS = {**hostile.words(), **{text: text for text in ALIVE}}


class Read(HTMLParser):
    """The elements and the text of what Markdown makes."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        rendered = mistune.create_markdown(escape=False, plugins=EXTRAS)(markdown)
        assert isinstance(rendered, str)
        self.feed(rendered)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def sample() -> js.JobLog:
    """The kit's own sample."""
    return js.load()


def joined(text: str) -> str:
    """Lines put together again."""
    return " ".join(text.split())


def test_it_says_all_in_order(sample: js.JobLog) -> None:
    """Title, when, own words, five lines, changes, questions, when the others can be answered, then what the pictures ask; no sentence of theirs."""
    said = contents.of(sample, "funnel", "effort")
    text = mail(said)
    assert text.startswith(
        "# My job search in a few pictures\n\nweek of 24 Aug 2026\n\nI would like to talk about interviews.\n\nThe second"
    )
    assert re.findall("^#+ .*", text, flags=re.M) == [
        "# My job search in a few pictures",
        "## In short",
        "## What changed since the last pack",
        "## Questions for the session",
        "## What cannot be told yet",
        "## The pictures in the report",
    ]
    whole = joined(text)
    expected = [*(f"- {head}: {line}" for head, line in said.lines), *said.changes, *said.questions, said.early[0][0]]
    place = 0
    for line in [*expected, *(f"- {d.question}" for d in said.charts), "“You” means the person whose search it is."]:
        place = whole.index(joined(line), place) + 1
    assert said.charts[1].sentence[:40] not in whole


def test_it_is_short(sample: js.JobLog) -> None:
    """Of the pack as it comes, fewer than 350 words."""
    assert 100 < len(mail(packing.contents(sample)).split()) < 350


def test_what_cannot_be_told_yet_says_when_and_little_else(sample: js.JobLog) -> None:
    """In how long, else what it needs; nothing where neither is known; five at most."""
    early = (
        ("Is it late?", "12 of 35 are left. Too few: the smaller group has 6 and needs 8. At your pace it may be in about 9 weeks."),
        ("Is it soon?", "From day 14: too few to tell: the smaller group has 7 and needs 8."),
        ("Ever?", "No interview is in this log yet."),
        *((f"Number {i}?", "A first figure needs 5 applications.") for i in range(9)),
    )
    text = joined(mail(replace(contents.of(sample, "funnel"), early=early)))
    assert "- Is it late? At your pace it may be in about 9 weeks. - Is it soon? The smaller group has 7 and needs 8. - Number 0?" in text
    assert ("Ever?" in text, text.count("- Number ")) == (False, 3)


def test_a_chart_without_a_picture_is_none_of_the_pictures(empty: js.JobLog) -> None:
    """Of a log without a row."""
    assert "pictures in the report" not in mail(contents.of(empty, "rounds", "effort"))


def test_it_reads_as_plain_text(sample: js.JobLog) -> None:
    """Of all charts of the sample: short lines, the rest of an item under its beginning, not one sign of escaping."""
    text = mail(contents.of(sample))
    assert max(len(line) for line in text.splitlines() if not line.startswith("#")) <= WIDTH
    assert "\\" not in text
    assert (
        "- Effort: 150 applications, 35 interviews, 19 notes after interviews; 23\n  applications in the last four weeks.\n- Progress"
        in text
    )
    assert text.endswith("made.\n")
    assert "\n\n\n" not in text


def test_harmless_signs_stay_as_they_are() -> None:
    """“<5”, an ampersand, a sum of money in euros, a name with an underscore in it."""
    text = "Bolt & Co (Ltd.), follow_up <5 of 12; 3 > 2, +4 points, AT&T, C++; 50 % – at 5:30! #1"
    assert joined(text) in joined(mail(Contents(text, "", (), "", (), None, (), (), ())))


def test_empty_contents_give_a_title() -> None:
    """And nothing else."""
    assert mail(Contents("My search", "week of 24 Aug 2026", (), "", (), None, (), (), ())) == "# My search\n\nweek of 24 Aug 2026\n"


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_nothing_comes_alive(word: str, sample: js.JobLog) -> None:
    """Wherever the word stands: the same headings, lists and paragraphs as with a plain one, in a Markdown with every extra switched on."""
    once, often = (Read(mail(waiting(text, sample))) for text in (word, joined(f"{word} " * 40)))
    plain = Read(mail(waiting("Acme", sample)))
    assert once.elements == often.elements == plain.elements
    assert {tag for tag, _ in plain.elements} == {"h1", "h2", "p", "ul", "ol", "li"}


def waiting(word: str, log: js.JobLog) -> Contents:
    """The word everywhere, beside a question of which it is known when it can be answered too."""
    early = ((word, "It may be possible in about 9 weeks."), (word, f"{word}. It needs 8."))
    return replace(contents.everywhere(word, log), early=early)


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("http://evil.example/p.png", "http: //evil.example/p.png"),
        ("www.evil.example", "www. evil.example"),
        ("mailto:a@evil.example", "mailto: a@ evil.example"),
        (r"\\evil.example\share", r"\\ evil.example\share"),
    ],
)
def test_addresses_are_no_links_for_a_mail_program_either(word: str, shown: str, sample: js.JobLog) -> None:
    """Mail programs make links of plain text, a share of Windows among them; a space ends that."""
    text = Read(mail(replace(contents.of(sample, "funnel"), words=word))).text
    assert shown in text
    assert word not in text


def test_what_cannot_be_seen_is_shown(sample: js.JobLog) -> None:
    """A sign that turns the rest of the line, and half a character that could not be written to a file."""
    text = mail(replace(contents.of(sample, "funnel"), words="Acme\u202egnp.exe \ud800 \x1b[31m"))
    assert "AcmeU+202Egnp.exe U+D800 U+001B" in text
    text.encode()
