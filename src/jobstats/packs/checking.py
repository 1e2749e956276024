"""The last look before a pack is written: every byte of every file, for every name that may not be in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from secrets import choice

from jobstats.anonymous import harmless
from jobstats.applications import fold
from jobstats.errors import JobstatsError
from jobstats.log import JobLog
from jobstats.packs.asked import Asked
from jobstats.packs.scanner import Leak, Token, leaks, private_tokens

Files = Mapping[str, bytes]
#: A word as short as this is in the bytes of many fonts and pictures by chance.
_SHORT = 7


def of_words(log: JobLog, asked: Asked) -> list[str]:
    """What to say of the person's own words, where they name somebody of the log."""
    own = "\n".join((asked.words, *asked.questions))
    named = private(log, asked)
    found = list(dict.fromkeys(leak.token for leak in leaks(own.encode(), named))) if own.strip() else []
    if not found:
        return []
    return [
        f"Your own words name {', '.join(f'“{name}”' for name in found[:5])}{' …' if len(found) > 5 else ''}: they stand in the pack as you wrote them."
    ]


def private(log: JobLog, asked: Asked) -> list[Token]:
    """The names a pack must not hold: all of the log's but those its owner ticked, and what these hold in part."""
    ticked = {"companies": "company", "roles": "role", "people": "contact", "values": "column source"}
    free = {what for key, what in ticked.items() if key in asked.show}
    every = private_tokens(log, harmless)
    allowed = fold("\n".join(t.text for t in every if t.what.removesuffix(", in part") in free))
    return [t for t in every if fold(t.text) not in allowed]  # a name that may stand may be quoted elsewhere in the log too


def check(log: JobLog, asked: Asked, files: Files, nobodys: Callable[[JobLog], list[bytes]]) -> None:
    """Look through every byte for every name, whatever was meant to be in it; JobstatsError for a pack that holds one.

    nobodys: the files of the same pack of another log. It is asked for those of this very search with every name changed: what these hold too
    are the kit's own words, and those of its formats: “Applied”, “Status”, “Adobe”.
    """
    every = private(log, asked)
    own = fold("\n".join(leak.token for leak in leaks("\n".join((asked.words, *asked.questions)).encode(), every)))
    named = [t for t in every if fold(t.text) not in own]
    found = [leak for name, content in files.items() for leak in leaks(content, named) if _meant(name, leak)]
    if found:
        texts = {leak.token for leak in found}
        kits = {leak.token for content in nobodys(renamed(log)) for leak in leaks(content, [t for t in named if t.text in texts])}
        found = [leak for leak in found if leak.token not in kits]
    if found:
        raise JobstatsError(
            f"The pack was not written: it would have held “{found[0].token}” of your log, in {found[0].place}. That is a fault of the kit: please report it, "
            "without your log. A pack without the chart that names it may work."
        )


def _meant(name: str, leak: Leak) -> bool:
    """Whether a find is more than chance: a short word is found in the bytes of any font or picture."""
    return len(leak.token) > _SHORT or not name.endswith((".pdf", ".png")) or "PDF string" in leak.place


def renamed(log: JobLog) -> JobLog:
    """The same search with every name changed to a word nobody writes."""
    table, events = log.applications.copy(), log.events.copy()
    for frame in (table, events):
        for column in {"company", "role", "source", "contact", "note"} & set(frame.columns):
            new = {
                v: v if not v or harmless(v) else "".join(choice("bdfgklmnprstvz") for _ in range(9))
                for v in map(str, frame[column].unique())
            }
            frame[column] = [new[v] for v in map(str, frame[column])]
    return replace(log, applications=table, events=events, whole=None, name="", path="", report=None)
