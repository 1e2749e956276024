"""The summary to paste into a mail: a pack's contents as plain Markdown, to be read as it stands. Never sees a log.

It has headings, lists and paragraphs, and nothing else: no picture, table, link or HTML, whatever the contents say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobstats.packs.contents import Contents

#: Lines are broken before this many characters, so that a quoted reply still fits.
WIDTH = 72
#: No more questions than this are told to be too early.
MOST = 5
YOU = "“You” means the person whose search it is. The report says how each number is made."
# What says when a question can be answered: in how long, or what has to be there first.
_WHEN = tuple(
    re.compile(rf"(?<![^ ])[^ .:;?!][^.:;?!]*\b{words}\b[^.:;?!]*[.?!]", re.IGNORECASE) for words in ("in about", "(?:needs?|takes|wants)")
)
_SPACE = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
# What turns the direction of all that follows it, and signs that are no text: shown by their number.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What mail programs make a link of: an address with its scheme, a bare www, an e-mail address, a share of Windows. A space ends it.
_LINKS = re.compile(r"(?i)(?<=:)(?=//)|(?<=mailto:)(?=\S)|(?<=\bxmpp:)(?=\S)|(?<=\bwww\.)(?=\S)|(?<=\w@)(?=\w)|(?<=\\\\)(?=\w)")
# Signs that mean something to Markdown within a line, and only where they do: “Bolt & Co”, “<5” and “follow_up” stay as they are.
_MARKS = re.compile(r"[\[\]`*~|$^]|\\(?=[!-/:-@\[-`{-~ ]|$)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|=(?==)|(?<==)=")
# Words that mean something at the beginning of a line: a heading, a quotation, an item of a list, a rule.
_OPENS = re.compile(r"#{1,6}$|>|[-+=:]+$|(?=\d{1,9}[.)]$)")


def mail(contents: Contents) -> str:
    """The text: title, own words, five lines, changes, questions, what cannot be told yet, and the questions of the pictures in the report.

    Lines are at most WIDTH characters where the words allow it. Every text is escaped for Markdown, as little as will do.
    """
    return "\n\n".join(part for part in _parts(contents) if part) + "\n"


def _parts(contents: Contents) -> Iterator[str]:
    yield _heading("#", contents.title)
    yield _wrapped(contents.made)
    yield from (_wrapped(line) for line in contents.words.splitlines())
    if contents.lines:
        yield "## In short"
        yield "\n".join(_wrapped(f"{head}: {text}", "- ") for head, text in contents.lines)
    if contents.changes:
        yield "## What changed since the last pack"
        yield "\n".join(_wrapped(text, "- ") for text in contents.changes)
    if contents.questions:
        yield "## Questions for the session"
        yield "\n".join(_wrapped(text, f"{number}. ") for number, text in enumerate(contents.questions, 1))
    if soon := _soon(contents.early):
        yield "## What cannot be told yet"
        yield "\n".join(_wrapped(text, "- ") for text in soon)
    if pictures := [drawn.question for drawn in contents.charts if drawn.figure["data"]]:
        yield "## The pictures in the report"
        yield "\n".join(_wrapped(text, "- ") for text in pictures)
    if contents.lines:
        yield _wrapped(YOU)


def _soon(early: tuple[tuple[str, str], ...]) -> list[str]:
    """The questions of which it is known when they can be answered, a few of them; of what is said only that."""
    found = []
    for question, text in early:
        when = next((m for pattern in _WHEN if (m := pattern.search(text))), None)
        if when:
            found.append(f"{question} {when[0][:1].upper()}{when[0][1:]}")
    return found[:MOST]


def _heading(signs: str, text: str) -> str:
    """A heading on one line; a “#” at its end is no part of its marks."""
    words = _words(text)
    if words and set(words[-1]) == {"#"}:
        words[-1] = f"\\{words[-1]}"
    return f"{signs} {' '.join(words)}".rstrip()


def _wrapped(text: str, mark: str = "") -> str:
    """A paragraph, or the item of a list behind its mark; no line of it begins with a word that would mean something there."""
    lines: list[list[str]] = []
    for word in _words(text):
        if not lines:
            lines.append([_closed(word)])
        elif len(mark) + len(" ".join(lines[-1])) + 1 + len(word) > WIDTH and not _OPENS.match(word):
            lines.append([word])
        else:
            lines[-1].append(word)
    return mark + f"\n{' ' * len(mark)}".join(" ".join(line) for line in lines) if lines else ""


def _closed(word: str) -> str:
    """The first word of a text, so that it opens neither a heading nor a list nor a quotation."""
    if not _OPENS.match(word):
        return word
    return re.sub(r"^(\d+)([.)])$", r"\1\\\2", word) if word[0].isdigit() else f"\\{word}"


def _words(text: str) -> list[str]:
    """The words of a text, escaped; whatever breaks a line or a page parts two words."""
    plain = _UNSEEN.sub(lambda found: f"U+{ord(found.group()):04X}", _SPACE.sub(" ", text).strip())
    return _MARKS.sub(r"\\\g<0>", _LINKS.sub(" ", plain)).split(" ") if plain else []
