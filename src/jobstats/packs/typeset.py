"""The PDF: a pack's contents, or any other data, set on A4 by typst. The only module that calls typst; never sees a log.

What comes from data is handed over as JSON and shown as text, never read as markup. Nothing here opens a network.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jobstats import page, theme
from jobstats.drawing import fonts, svg
from jobstats.errors import JobstatsError
from jobstats.packs.contents import BESIDE, Contents
from jobstats.packs.report import cover, decides, method

if TYPE_CHECKING:
    from jobstats.page import Drawn

#: How wide pictures are laid out, in pixels: the one of the first page, which is as wide as the text, and those beside their definitions.
FIRST: Final = 720
WIDE: Final = 600
#: Pictures of a height between these stand lower on paper than on a screen.
LOW: Final = 230
HIGH: Final = 600
#: How wide such a picture is on paper, in points: a small table fits under it.
_LEFT: Final = 334.0
#: What stands where a font has no sign, or a text holds what is no sign at all.
UNKNOWN: Final = "\ufffd"
TITLE: Final = "My job search in a few pictures"
_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Letters written from right to left, and the signs that change the direction of what follows them.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MARK = "\ufeff"
_MISSING = re.compile(r"the text `(.*?)` could not be displayed")
# Signs that are not ASCII, with the one before them, on which some of them stand; and a text that sets each by itself.
_BEYOND = re.compile('[^"\\\\]?[^\x00-\x7f]+')
_PROBE: Final = """#set document(title: "signs")
#set text(font: ("Liberation Sans",))
#for word in json(bytes(sys.inputs.data)) { par(word) }
"""
_FAILED = "The PDF could not be made from these texts; nothing was written. The report as a web page holds the same."


def pdf(contents: Contents) -> bytes:
    """The report on A4, tagged (PDF/UA-1), with bookmarks and page numbers. The same contents give the same bytes; JobstatsError if it cannot be made."""
    return compiled("report", _data(contents))


def unset(told: Contents | object) -> str:
    """The distinct signs of a pack's contents, or of any other data for `compiled`, that no font of this machine holds: � stands for them; "" for none."""
    text = json.dumps(clean(_data(told) if isinstance(told, Contents) else told), ensure_ascii=False)
    return "".join(sorted(sign for sign in _missing(text) if _stead(sign) == UNKNOWN))


def compiled(template: str, data: object) -> bytes:
    """A template of static/ (its name without .typ), set with this data as a PDF/UA-1.

    paper.typ stands above every template: page, letters, tables, and `d`, the data. data is what JSON can hold; its texts
    may be anything. data["title"] names the document. Raises JobstatsError, which quotes nothing, if it cannot be made.
    """
    source = f"{page.static('paper.typ')}\n{page.static(f'{template}.typ')}"
    return _set(source, _apart(clean(data)), format="pdf", pdf_standards=["ua-1"])


def raster(source: str, data: object, ppi: float) -> bytes:
    """A Typst text that gives one page, set with this data as a PNG. Raises JobstatsError, which quotes nothing."""
    return _set(source, clean(data), format="png", ppi=ppi)


def clean(data: Any) -> Any:
    """The same data with texts that can be set: no control signs, no halves of a pair, one kind of line end."""
    if isinstance(data, str):
        return _NO_TEXT.sub(UNKNOWN, _ENDS.sub("\n", data)).replace(_MARK, "")
    if isinstance(data, dict):
        return {key: clean(value) for key, value in data.items()}
    return [clean(value) for value in data] if isinstance(data, (list, tuple)) else data


def _apart(data: Any) -> Any:
    """The same data; a text that runs from right to left, or turns what follows, stands apart from what is around it."""
    if isinstance(data, str):
        return "\n".join(f"\u2068{line}\u2069" if _TURNS.search(line) else line for line in data.split("\n"))
    if isinstance(data, dict):
        return {key: value if key == "svg" else _apart(value) for key, value in data.items()}
    return [_apart(value) for value in data] if isinstance(data, list) else data


def _set(source: str, data: Any, **said: Any) -> bytes:
    """Set with the shipped font alone; where it lacks a sign with the system's too; what no font holds becomes one known sign.

    Some scripts cannot be set so that every sign can be told by a program: then the file is tagged, but claims no standard.
    """
    text = json.dumps(data, ensure_ascii=False)
    system = bool(_lacking(text))
    text = text.translate({ord(sign): _stead(sign) for sign in _missing(text)})
    made, missing = _tried(source, text, system, said)
    if made is None and missing:
        text = text.translate({ord(sign): _stead(sign) for sign in missing if not sign.isascii()})
        made, _ = _tried(source, text, True, said)
    if made is None and "pdf_standards" in said:
        made, _ = _tried(source, text, True, {**said, "pdf_standards": []})
    if made is None:
        raise JobstatsError(_FAILED)
    return made


def _lacking(text: str) -> set[str]:
    """The signs the shipped font has not."""
    return {sign for sign in text if not sign.isascii()} - _held()


def _missing(text: str) -> set[str]:
    """The signs no font holds, the system's among them; those in a picture too, of which typst says nothing."""
    lacking = _lacking(text)
    if not lacking:
        return set()
    words = sorted({found for found in _BEYOND.findall(text) if lacking & set(found)})
    _, missing = _tried(_PROBE, json.dumps(words, ensure_ascii=False), True, {"format": "pdf", "pdf_standards": ["ua-1"]})
    return {sign for sign in missing if sign in lacking or unicodedata.category(sign) == "Cf"}


def _stead(sign: str) -> str:
    """What stands for a sign no font holds: its plain form where there is one, nothing for one that is never seen."""
    if unicodedata.category(sign) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain in _held() and plain not in '"\\' else UNKNOWN  # those two mean something in JSON


def _tried(source: str, text: str, system: bool, said: dict[str, Any]) -> tuple[bytes | None, set[str]]:
    """The file; or, where there is none, the signs no font holds. What typst complains of quotes data, and ends here."""
    import typst

    try:
        made, _ = typst.compile_with_warnings(source.encode(), font_paths=_fonts(system), sys_inputs={"data": text}, **said)
        return made, set()
    except (RuntimeError, ValueError) as error:
        quoted = "".join(_MISSING.findall(getattr(error, "diagnostic", "")))
    coded = re.findall(r"\\u\{([0-9a-f]+)\}", quoted)
    return None, set(re.sub(r"\\u\{[0-9a-f]+\}", "", quoted)) | {chr(int(code, 16)) for code in coded}


@cache
def _fonts(system: bool) -> Any:
    """The shipped fonts; with the system's behind them where other scripts need them."""
    import typst

    folder = str(resources.files("jobstats").joinpath("fonts"))
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=system, font_paths=[folder])


@cache
def _held() -> frozenset[str]:
    """Every sign the shipped font holds."""
    return fonts.signs()


# ---- the data of report.typ


def _data(contents: Contents) -> dict[str, Any]:
    """Everything the template shows, as JSON can hold it."""
    first = cover(contents)
    return {
        "title": contents.title.strip() or TITLE,
        "made": contents.made,
        "about": contents.about,
        "words": [line for line in contents.words.splitlines() if line.strip()],
        "lines": contents.lines,
        "first": first and {**_said(first), **_picture(first, FIRST)},
        "changes": contents.changes,
        "questions": contents.questions,
        "charts": [_entry(number, drawn, first) for number, drawn in enumerate(contents.charts, 1)],
        "early": contents.early,
        "held_back": contents.held_back,
        "method": method(contents),
    }


def _entry(number: int, drawn: Drawn, first: Drawn | None) -> dict[str, Any]:
    """A chart's own place; the picture of the first page is not drawn a second time, and one without data not at all."""
    there = first is not None and first.name == drawn.name
    return {
        "number": number,
        **_said(drawn),
        **({"caption": ""} if any(drawn.caption in text for head, text in drawn.explained if head in BESIDE) else {}),
        **(_picture(drawn, WIDE) if drawn.figure["data"] and not there else {}),
        "on_first_page": there,
        "decides": decides(drawn),
        "beside": [part for part in drawn.explained if part[0] in BESIDE[1:]],
        "table": _table(drawn),
    }


def _said(drawn: Drawn) -> dict[str, str]:
    return {"question": drawn.question.strip() or "–", "sentence": drawn.sentence, "caption": drawn.caption}


def _picture(drawn: Drawn, width: int) -> dict[str, Any]:
    """The picture as SVG, its alternative text, and how high it is for its width."""
    drawing = svg(drawn.figure if width == FIRST else lower(drawn.figure), width)
    wide, high = size(drawing)
    return {"svg": drawing, "alt": drawn.alt.strip() or drawn.question.strip() or "–", "ratio": high / wide}


def lower(figure: theme.Spec) -> theme.Spec:
    """The figure as it stands on paper, so that two charts fit on a page: a little lower, unless it is low, or high for its many rows."""
    high, layout = page.height(figure), figure["layout"]
    named = [note for note in layout.get("annotations", ()) if note.get("xref") == "paper" and note["x"] == 0]
    least = max(LOW, 90 + 37 * len(named))
    return {**figure, "layout": {**layout, "height": max(round(high * 0.85), least)}} if least < high < HIGH else figure


def _table(drawn: Drawn) -> dict[str, Any] | None:
    """The numbers as text, and which columns stand to the right; widths: what they need, in points; small: whether it fits under its picture.

    None where there is no row.
    """
    rows = [[str(cell) for cell in row] for row in drawn.table.to_numpy(dtype=object).tolist()]
    titles = [str(title) for title in drawn.table.columns]
    if not rows or not titles:
        return None
    cells = [max(_needed(row[i]) for row in rows) for i in range(len(titles))]
    widths, roomy = ([max(cell, _titled(title, lines)) + 11 for title, cell in zip(titles, cells, strict=True)] for lines in (2, 1))
    small = len(rows) <= 12 and sum(widths) <= _LEFT
    if small and sum(roomy) <= _LEFT:
        widths = roomy
    return {"titles": titles, "rows": rows, "right": list(page.measured(drawn.table)), "widths": widths, "small": small}


def _needed(cell: str) -> float:
    """How wide a cell has to be, in points; a long one takes several lines."""
    return min(fonts.width(cell, 7.5), 90.0)


def _titled(title: str, lines: int) -> float:
    """How wide a column's title is in so many lines, in points."""
    return max(fonts.width(title, 7.5, True) / lines, *(fonts.width(word, 7.5, True) for word in ["", "", *title.split()]))


def size(drawing: str) -> tuple[float, float]:
    """Width and height in pixels an SVG's first element says."""
    head = drawing[: drawing.index(">", drawing.index("<svg"))]
    found = dict(re.findall(r'\s(width|height)="([\d.]+)', head))
    return float(found["width"]), float(found["height"])
