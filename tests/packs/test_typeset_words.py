"""Hostile words, other scripts and signs that are no text on paper: shown as text, or as one known sign; nothing quoted, nothing printed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import typst

import jobstats as js
from jobstats.errors import JobstatsError
from jobstats.packs import typeset
from jobstats.packs.contents import Contents
from tests.packs import contents as samples
from tests.packs import hostile
from tests.packs.paper import Paper, tight

#: What would mean something to Typst.
TYPST = [
    "#let x = 1",
    "$x$",
    "] } ) [",
    "//comment /* x",
    "@ref <label>",
    "*b* _i_ `r`",
    "= heading",
    "#panic()",
    "\\u{41} \\",
    "'a' -- \"b\" ...",
]


def test_hostile_words_stay_words(one_row: js.JobLog, tmp_path: Path) -> None:
    """Each wherever a text can stand, all in one file: shown as written, nothing live, the same elements as with a plain word."""
    words = [typeset.clean(w) for w in (*hostile.words().values(), *TYPST)]
    paper = Paper.of(gathered(words, one_row), tmp_path)
    for live in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction"):
        assert live not in paper.streams
    held = typeset._held() | {"\n"}
    for word in words:
        if set(word) <= held and not re.search("[\u0590-\u08ff\u202a-\u202e]", word):
            assert paper.text.count(tight(word)) >= (10 if len(word) < 60 else 1), word  # a long one may go on on the next page
    plain = Paper.of(gathered(["Acme"] * len(words), one_row), tmp_path)
    for element in (b"/S/Figure", b"/S/Table", b"/S/TH/", b"/S/H1", b"/S/H2", b"/S/TD/", b"/S/Link"):
        assert paper.made.count(element) == plain.made.count(element), element


def gathered(words: list[str], one_row: js.JobLog) -> Contents:
    """One pack in which each word stands everywhere."""
    all_of_them = [samples.everywhere(word, one_row) for word in words]
    return replace(
        all_of_them[0],
        title=" ".join(words),
        **{
            name: tuple(t for one in all_of_them for t in getattr(one, name))
            for name in ("lines", "changes", "questions", "charts", "early", "held_back", "about")
        },
    )


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Ac\x00me\ud800\ufeff\uffff", "Ac\ufffdme\ufffd\ufffd"),
        ("a\r\nb\u2028c\x85d", "abcd"),
        ("\u0378", "\ufffd"),
        ("\uff1d", "[=\uff1d]"),
        ("\U0001f468\u200d\U0001f469", "(\U0001f468\U0001f469|\ufffd\ufffd)"),
        ("\u65e5\u672c", "(\u65e5\u672c|\ufffd\ufffd)"),
    ],
)
def test_signs_no_font_holds(word: str, shown: str, one_row: js.JobLog, tmp_path: Path) -> None:
    """Shown by a font of the system where there is one, else as one known sign; never an error."""
    paper = Paper.of(samples.everywhere(word, one_row), tmp_path)
    assert len(re.findall(shown, paper.text)) >= 20


def test_signs_that_cannot_be_set_are_told(one_row: js.JobLog) -> None:
    """Each once, wherever it stands, in a picture alone too; none for plain words, nor for a sign whose plain form stands for it."""
    plain = samples.of(one_row, "funnel")
    assert typeset.unset(plain) == ""
    assert typeset.unset(samples.everywhere("a\u0378 \u0378 \uff1d \u200d", one_row)) == "\u0378"
    figure = samples.everywhere("a\u0378", one_row).charts[0].figure
    assert typeset.unset(replace(plain, first=None, charts=(replace(plain.charts[0], figure=figure),))) == "\u0378"
    assert typeset.unset({"rows": [["Acm\u0378", "\u00e9 \u2013"]]}) == "\u0378"
    assert typeset.unset({"rows": [["Acme", "\u00e9 \u2013"]]}) == ""


def test_other_scripts_keep_to_their_place(one_row: js.JobLog, tmp_path: Path) -> None:
    """A name that turns the direction changes nothing around it: the page of a heading stays at the right, the colon behind its head."""
    paper = Paper.of(samples.everywhere("ab\u202ecd", one_row), tmp_path)
    assert paper.pages[-1].strip().endswith(f"{len(paper.pages)} of {len(paper.pages)}")
    assert tight("Whatitis:") in paper.text


def test_what_typst_complains_of_quotes_nothing(
    one_row: js.JobLog, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its error holds a piece of the data; ours does not, nor does anything behind it, and nothing is printed."""

    def complains(*_: object, **__: object) -> None:
        raise typst.TypstError("Canary GmbH", "the text `Canary GmbH` could not be displayed")

    monkeypatch.setattr(typst, "compile_with_warnings", complains)
    with pytest.raises(JobstatsError) as told:
        typeset.pdf(samples.everywhere("Canary GmbH", one_row))
    assert "Canary" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__context__ is None
    assert capfd.readouterr() == ("", "")


def test_typst_warns_in_silence(one_row: js.JobLog, capfd: pytest.CaptureFixture[str]) -> None:
    """Families the machine does not have, signs from other fonts: nothing is printed."""
    typeset.pdf(samples.everywhere("\u0627\u0644 \u65e5 \U0001f600", one_row))
    assert capfd.readouterr() == ("", "")
