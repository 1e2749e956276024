"""The last look before a pack is written: every byte of every file, for every name that may not be in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jobstats.anonymous import harmless
from jobstats.applications import fold
from jobstats.errors import JobstatsError
from jobstats.log import JobLog
from jobstats.packs.asked import Asked
from jobstats.packs.scanner import Token, leaks, private_tokens

Files = Mapping[str, bytes]


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
    """The names a pack must not hold: all of the log's but those its owner ticked."""
    ticked = {"companies": "company", "roles": "role", "people": "contact", "values": "column source"}
    free = {what for key, what in ticked.items() if key in asked.show}
    every = private_tokens(log, harmless)
    allowed = {fold(t.text) for t in every if t.what.removesuffix(", in part") in free}
    return [t for t in every if fold(t.text) not in allowed]  # a name that may stand may be quoted elsewhere in the log too


def check(log: JobLog, asked: Asked, files: Files, plain: Callable[[], list[bytes]]) -> None:
    """Look through every byte for every name, whatever was meant to be in it; JobstatsError for a pack that holds one.

    plain: the files of the same charts of nobody's search. What they hold too are the kit's own words, and those of its formats: “Applied”, “Adobe”.
    """
    every = private(log, asked)
    own = fold("\n".join((asked.words, *asked.questions)))
    named = [t for t in every if fold(t.text) not in own]
    found = [leak for content in files.values() for leak in leaks(content, named)]
    if found:
        known = {leak.token for content in plain() for leak in leaks(content, [t for t in named if t.text in {f.token for f in found}])}
        found = [leak for leak in found if leak.token not in known]
    if found:
        raise JobstatsError(
            f"The pack was not written: it would have held “{found[0].token}” of your log, in {found[0].place}. That is a fault of the kit: please report it, "
            "without your log. A pack without the chart that names it may work."
        )
