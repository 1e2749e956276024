"""Words that would do something if they were not text: those of faults.json that concern what is written, and a few more."""

from __future__ import annotations

import csv
import io
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

_FAULTS = Path(__file__).parents[1] / "readers" / "faults.json"
_HARMLESS = {"Acme GmbH", "Bolt & Co", "Data analyst", "Engineer", "referral", "board", "phone", "onsite"}
_MORE = {
    "end of an element": "</script></style></title></svg><img src=x onerror=alert(1)>",
    "begin of a comment": "<!--<script>",
    "out of an attribute": "\" onmouseover=\"alert(1)\" style='position:fixed' x='",
    "formula of a picture": "%{x} $\\sqrt{2}$ {{ 7 * 7 }} {% raw %}",
    "an entity": "&lt;img src=x&gt; &#60;b&#62;",
    "right to left": "شركة الأمل للتقنية",
    "Chinese": "株式会社日本技術研究所",
    "a scheme": "javascript:alert(1)",
    "signs that are no text": "Ac\x00me\x1b[31m\ud800",
}


def words() -> dict[str, str]:
    """Each word under its id."""
    faults: list[dict[str, Any]] = json.loads(_FAULTS.read_text(encoding="utf-8"))["faults"]
    written = [fault for fault in faults if fault["layer"] == "output"]
    assert len(written) >= 25
    return {fault["id"]: _cell(b64decode(fault["bytes_b64"]).decode()) for fault in written} | _MORE


def _cell(text: str) -> str:
    """The one company, channel or note of the file that is not of its harmless rows."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        for name in ("company", "channel", "note"):
            cell = row[name] or ""
            if cell and cell not in _HARMLESS and not cell.startswith(("Talked", "He said")):
                return cell
    raise AssertionError("no hostile cell")
