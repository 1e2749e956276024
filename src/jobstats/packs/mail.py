"""The summary to paste into a mail: a pack's contents as plain Markdown, to be read as it stands. Never sees a log.

It has headings, lists and paragraphs, and nothing else: no picture, table, link or HTML, whatever the contents say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobstats.packs.contents import Contents

#: Lines are broken before this many characters, so that a quoted reply still fits.
WIDTH = 72
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
    """The text: title, own words, five lines, changes, questions, and each chart's question with its sentence.

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
    if contents.charts:
        yield "## What the pictures say"
    for drawn in contents.charts:
        yield _heading("###", drawn.question)
        yield _wrapped(drawn.sentence)
    if contents.charts:
        yield _wrapped("The report has these pictures, their tables, and how each number is made.")


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
