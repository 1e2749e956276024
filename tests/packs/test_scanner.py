"""What must not leave is found however it is written and wherever it lies; what may leave raises no alarm."""

from __future__ import annotations

import base64
import io
import json
import time
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

import jobstats as js
from jobstats import page
from jobstats.anonymous import harmless
from jobstats.packs.finding import folded
from jobstats.packs.scanner import Leak, leaks, private_tokens, token, tokens
from jobstats.packs.typeset import pdf as set_pdf
from tests.conftest import write
from tests.packs.contents import of
from tests.packs.planting import NAME, PACKED, PLANTED, WRITTEN, canaries, canary, pdf, png, zipped
from tests.readers.test_faults import FAULTS
from tests.readers.test_faults import write as written
from tests.test_page import HOSTILE

TOKENS = tokens([NAME, "Otterquill Freight"], "company")
HOSTILES = [f for f in FAULTS if f["id"].startswith("C")]


def names(found: Iterable[Leak]) -> set[str]:
    """The tokens found."""
    return {leak.token for leak in found}


def known() -> list[str]:
    """What every sheet holds."""
    return [page.plotly_js()]


#: Each container outside and inside, three times, beside others each time.
PAIRS = [(outer, list(PACKED)[(5 * i + 7 * k + 1) % len(PACKED)]) for i, outer in enumerate(PACKED) for k in range(3)]


@pytest.mark.parametrize(("outer", "inner"), PAIRS)
def test_a_name_is_found_in_every_form_two_deep(outer: str, inner: str) -> None:
    """In each way of writing, in something that lies in something."""
    for way, write_it in WRITTEN.items():
        planted = PACKED[outer](PACKED[inner](b"before " * 3 + b"\n" + write_it(NAME) + b"\nafter"))
        assert any(leak.token.startswith("Zyxw") for leak in leaks(planted, TOKENS)), way
    assert leaks(PACKED[outer](PACKED[inner](b"nothing to be found here, whatever it is called")), TOKENS) == []


@pytest.mark.parametrize("way", WRITTEN)
def test_a_name_is_found_as_it_stands(way: str) -> None:
    """In nothing."""
    assert "Zyxwäter" in "".join(names(leaks(WRITTEN[way](NAME), TOKENS)))


def test_the_place_and_the_form_are_told(tmp_path: Path) -> None:
    """A picture's title in a page."""
    url = PACKED["data URL"](png((b"tEXt", b"Title\0of otterquill-freight")))
    (tmp_path / "report.html").write_bytes(url)
    found = leaks(tmp_path / "report.html", TOKENS)
    assert found == [Leak("report.html » data URL » PNG text Title", "Otterquill Freight", "as a slug")]
    (tmp_path / "pack.zip").write_bytes(zipped(url, "charts/funnel.html"))
    assert [leak.place for leak in leaks(tmp_path / "pack.zip", TOKENS)] == ["pack.zip » charts/funnel.html » data URL » PNG text Title"]
    (tmp_path / "Otterquill Freight.html").write_text("nothing", encoding="utf-8")
    assert leaks(tmp_path / "Otterquill Freight.html", TOKENS) == [Leak("the file's name", "Otterquill Freight", "as written")]
    assert names(leaks(zipped(b"nothing", "Zyxwäter.txt"), TOKENS)) == {"Zyxwäter"}


@pytest.mark.parametrize("outer", ["zip", "data URL", "gzip", None])
@pytest.mark.parametrize("where", PLANTED)
def test_every_leak_that_was_seen_is_found(where: str, outer: str | None) -> None:
    """The ways in which names left ordinary “redacted” exports, also inside a pack."""
    planted = PACKED[outer](PLANTED[where]) if outer else PLANTED[where]
    assert any(leak.token.startswith("Zyxw") for leak in leaks(planted, TOKENS))
    assert leaks(planted, tokens(["Quorvexa Limestone"])) == []


def test_a_pdf_with_its_own_codes_is_read(browser: Browser) -> None:
    """A browser's PDF holds numbers of glyphs; what they stand for is in its fonts."""
    tab = browser.new_page()
    tab.set_content(f"<p style='color:#fff'>{NAME}</p><p>and <i>Otter</i><b>quill Freight</b></p>")
    made = tab.pdf()
    tab.close()
    assert b"Otterquill" not in made
    assert {NAME, "Otterquill Freight"} <= names(leaks(made, TOKENS))
    assert leaks(made, tokens(["Quorvexa Limestone"])) == []


@pytest.mark.parametrize("name", ["חברת אלפא בית", "شركة الاختبار", "Zyxwäter Höldings"])
def test_a_name_set_in_a_pdf_of_the_kits_own_is_found(name: str, sample: js.JobLog) -> None:
    """Also where it is read from the right, and its signs stand in the file from the left."""
    made = of(sample, "funnel")
    chart = replace(made.charts[0], sentence=f"see {name} now", alt="")
    assert leaks(set_pdf(replace(made, charts=(chart,), first=None)), tokens([name])) != []


def test_what_cannot_be_looked_into_is_told() -> None:
    """Locked, in an unknown packing, too much, too deep: never a clean bill."""
    locked = bytearray(zipped(b"text"))
    locked[6] |= 1
    assert ("", "it is locked with a password") in {(leak.token, leak.form) for leak in leaks(bytes(locked), TOKENS)}
    unknown = bytearray(zipped(b"text"))
    unknown[8] = 97
    assert "not known here" in leaks(bytes(unknown), TOKENS)[0].form
    assert leaks(pdf(b"x", b" /Filter /LZWDecode"), TOKENS)[0].form == "LZW is not opened here"
    assert leaks(pdf(b"x", info=b"/Encrypt 5 0 R"), TOKENS)[0].form == "it is locked"
    deep = b"clean"
    for _ in range(12):
        deep = zipped(deep)
    assert {(leak.token, leak.form) for leak in leaks(deep, TOKENS)} == {("", "too many things lie in one another")}


def test_a_bomb_is_not_set_off() -> None:
    """A gigabyte of nothing in a megabyte, plain and twice packed, ends early and is told."""
    bomb = zlib.compress(b"\0" * (1 << 28))
    began = time.monotonic()
    for planted in (bomb, zipped(bomb), zipped(zipped(bomb) * 3)):
        assert leaks(planted, TOKENS, most=1 << 22)[-1].form == "too much comes out when it is unpacked"
    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "nothing"), (b"PK\x03\x04", "the beginning of a zip"), (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff", "of a picture"), (b"x\x9c\xff", "of a stream"),
     (b"%PDF-1.7 stream\n<zz> ((( \\", "of a PDF"), (b"\xff\xfe\x00", "half a character"), (b"\\ud800 &#xD800; &#99999999; %ff \\U00ffffff", "no characters"),
     (bytes(range(256)) * 64, "anything"), (b"BZh91AY&SY" + b"\0" * 40, "of a bz2"), (b"\xfd7zXZ\x00" + b"\0" * 40, "of an xz")],
    ids=lambda x: x if isinstance(x, str) else "",
)  # fmt: skip
def test_broken_bytes_break_nothing(data: bytes, why: str) -> None:
    """No error, no leak; and a name behind them is still found."""
    assert leaks(data, TOKENS) == []
    assert "Zyxwäter Höldings" in names(leaks(data + b"\n" + NAME.encode(), TOKENS)) or why == "half a character"


def test_a_broken_stream_gives_what_can_be_had() -> None:
    """Cut off in the middle, by its sum, or by its end."""
    text = f"{NAME} was here. ".encode() + Random(1).randbytes(4000)
    for cut in (zlib.compress(text)[:2000], zlib.compress(text)[:-2] + b"zz", zipped(text)[:3000]):
        assert NAME in names(leaks(cut, TOKENS))


@pytest.mark.parametrize(
    ("text", "how"),
    [("Zyxwäter", "anywhere"), ("Bolt", "word"), ("Bolt & Co", "word"), ("Target", "whole"), ("HP", "whole"), ("X", "whole"), ("1&1", "whole"), ("=1+1", "whole"),
     ("Best Buy", "case"), ("went well", "whole"), ("日立", "anywhere"), ("日", "whole"), ("+1 555 010 999", "word"), ("55000", "whole"),
     ("", None), ("x", None), ("-", None), ("2026", None), ("2026-03-05", None), ("5.3.2026", None), ("12 %", "whole")],
)  # fmt: skip
def test_the_rule_of_how_a_name_is_looked_for(text: str, how: str | None) -> None:
    """By how much it says."""
    made = token(text)
    assert (made and made.how) == how


HERE = [("Bolt", "a bolt-1 b"), ("Bolt", '"bolt"'), ("Target", "<td>Target</td>"), ("Target", 'a,"Target",b'), ("Target", "x,Target\n"), ("Target", "| Target |"),
        ("HP", "“HP”"), ("HP", "(HP)"), ("HP", '{"HP": 3}'), ("HP", "&quot;HP&quot;"), ("HP", "\\u0022HP\\u0022"), ("HP", "HP"), ("X", "<b>X</b>"),
        ("Best Buy", "to Best Buy: 3"), ("55000", '"55000"'), ("+1 555 010 999", "call +1-555-010-999"), ("=1+1", '"=1+1"'), ("日立", "東京日立社")]  # fmt: skip
NOT_HERE = [("Bolt", "Boltzmann"), ("Bolt", "thunderbolts"), ("Target", "event.target"), ("Target", "the target, and"), ("Target", '"target":3'),
            ("Target", "Home, Target, Best"), ("HP", "php HPX"), ("X", '"x":[1]'), ("X", "X-ray"), ("Best Buy", "the best buy"), ("55000", "0.55000"),
            ("went well", "it went well for all"), ("target", '{"target": [1]}')]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), HERE)
def test_a_short_name_is_found_where_it_is_meant(name: str, text: str) -> None:
    """As a word of its own, or as a whole value."""
    assert names(leaks(text.encode(), tokens([name]))) == {name}


@pytest.mark.parametrize(("name", "text"), NOT_HERE)
def test_a_short_name_is_not_found_where_it_is_not_meant(name: str, text: str) -> None:
    """In a longer word, in prose, in a program."""
    assert leaks(text.encode(), tokens([name])) == []


def test_names_that_differ_in_case_only_are_both_looked_for() -> None:
    """“Best Buy” and “BEST BUY”, of ordinary words; the shorter of two that begin alike."""
    both = tokens(["Best Buy", "BEST BUY", "Canarium", "Canarium Holdings Limestone"])
    assert names(leaks(b"at BEST BUY", both)) == {"BEST BUY"}
    assert names(leaks(b"at Best Buy", both)) == {"Best Buy"}
    assert names(leaks(b"my-canariumholding", both)) == {"Canarium"}


def test_what_is_the_same_for_everybody_passes() -> None:
    """Only where it stands letter for letter, and only if it is long."""
    same = "function(otterquill_freight){return 1}" * 3
    assert leaks(f"<script>{same}</script>".encode(), TOKENS, [same]) == []
    assert leaks(zipped(same.encode()), TOKENS, [same]) == []
    assert leaks(f"<script>{same[:-1]}</script>".encode(), TOKENS, [same]) != []
    assert leaks(b"Otterquill Freight", TOKENS, ["Otterquill Freight"]) != []


NAMED = """date,company,role,event,source,contact,note,kind,Job Link,Jane from Gronkwell
2026-02-01,Zyxwater Ltd,Wrangler of Zebras,applied,referral by Quentin Vexley,Ann Vexley,ask about the zebu farm,,https://www.quibbledy.example/jobs/1,x
2026-02-21,Zyxwater Ltd,Wrangler of Zebras,interview,,,,chat with Umbrelia,,Ankhville
2026-03-01,HP,Analyst,applied,Job board,,,,,
2026-12-01,Aheadio,Later Role,offer,,,call Tomorrowski,,,
2026-03-09,Vexley,Wrangler,Gronkish thing,,,,,,
"""


def test_every_name_a_log_holds_is_a_token(tmp_path: Path) -> None:
    """Each column, a column's name, the file's, what was set aside, what lies ahead; of a filtered log all the same."""
    log = js.load(write(tmp_path / "Mirabelline.csv", NAMED), as_of="2026-06-30")
    for made in (log, log.where(company="HP")):
        found = {t.text: t for t in private_tokens(made, harmless)}
        wanted = {
            "Zyxwater Ltd", "Zyxwater", "Wrangler of Zebras", "referral by Quentin Vexley", "Ann Vexley", "Vexley", "ask about the zebu farm",
            "chat with Umbrelia", "quibbledy", "https://www.quibbledy.example/jobs/1", "Jane from Gronkwell", "Ankhville", "HP", "Aheadio", "Later Role",
            "Tomorrowski", "Gronkish thing", "Mirabelline", "Mirabelline.csv",
        }  # fmt: skip
        assert wanted - set(found) == set()
        assert {"Job board", "x", "applied", "ask", "2026", "Ltd", "Job Link", "about"} & set(found) == set()
        assert found["HP"].how == "whole"


def test_the_sample_raises_no_alarm(sample: js.JobLog, tmp_path: Path) -> None:
    """Every chart of the catalogue in one sheet; and the same sheet with one name in it does."""
    found = private_tokens(sample, harmless)
    path = js.sheet([chart(sample) for chart in js.charts.CATALOGUE.values()], tmp_path / "sheet.html")
    assert len(found) > 150
    assert leaks(path, found, known()) == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", "<p title='dovelark-studio'></p></main>"), encoding="utf-8")
    assert {name.casefold() for name in names(leaks(path, found, known()))} == {"dovelark studio"}


def test_a_large_sheet_is_read_in_seconds(sample: js.JobLog, tmp_path: Path) -> None:
    """Five megabytes, every one of them, four hundred names."""
    made = Random(3)
    many = tokens(f"{canary(made).title()} {canary(made).title()}" for _ in range(150))[:400]
    path = js.sheet(js.charts.funnel(sample), tmp_path / "sheet.html")
    began = time.process_time()
    assert leaks(path, many) == []
    assert len(many) == 400
    assert time.process_time() - began < 40


@pytest.mark.parametrize("seed", range(6))
def test_no_canary_leaves_in_a_sheet(seed: int, tmp_path: Path) -> None:
    """Every chart of the whole log and of a filtered one, grouped by each column."""
    log = canaries(seed, tmp_path)
    found = private_tokens(log, harmless)
    assert {"company", "role", "contact", "note", "column", "file", "set aside"} <= {t.what for t in found}
    part = log.where(company=log.companies()[:9])
    charts = [js.charts.CATALOGUE[name] for name in js.charts.CATALOGUE]
    drawn = [*(chart(log) for chart in charts), *(chart(part) for chart in charts[seed % 4 :: 4])]
    drawn += [js.charts.funnel_by(log, by=by) for by in ("company", "role", "source", *log.choices())]
    assert leaks(js.sheet(drawn, tmp_path / "sheet.html"), found, known()) == []
    open_sheet = json.dumps([chart.to_plotly_json() for chart in drawn if hasattr(chart, "to_plotly_json")], default=str).encode()
    assert leaks(open_sheet, found) != []


@pytest.mark.parametrize("fault", HOSTILES, ids=lambda f: f["id"])
def test_hostile_names_are_looked_for_too(fault: dict[str, object], tmp_path: Path) -> None:
    """Each is found in JSON, in HTML and in a zip, and no sheet of its log holds it."""
    log = js.load(written(fault, tmp_path), as_of="2026-03-01")
    found = private_tokens(log, harmless)
    assert leaks(js.sheet([js.charts.funnel(log), js.charts.waiting(log)], tmp_path / "sheet.html"), found, known()) == []
    for company in log.companies():
        for planted in (
            json.dumps({"ids": [company]}).encode(),
            f"<td>{page.escape(company)}</td>".encode(),
            zipped(f'"{company}"'.encode()),
        ):
            assert folded(company) in {folded(name) for name in names(leaks(planted, found))}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_signs_is_found_in_every_form(name: str) -> None:
    """What could run, as what it is."""
    for planted in (name.encode(), json.dumps([name]).encode(), f"<p>{page.escape(name)}</p>".encode(), base64.b64encode(name.encode())):
        assert names(leaks(planted, tokens([name]))) == {name}


def test_a_folder_in_a_zip_and_a_file_deleted_from_its_list_are_found() -> None:
    """What the zip's list no longer names is still in it."""
    out = io.BytesIO(zipped(f"{NAME} again and again".encode(), "gone.txt"))
    rest = out.getvalue()[: out.getvalue().index(b"PK\x01\x02")] + zipped(b"clean", "kept.txt")
    with zipfile.ZipFile(io.BytesIO(rest)) as file:
        assert file.namelist() == ["kept.txt"]
    assert [leak.place for leak in leaks(rest, TOKENS) if leak.token == NAME] == ["the bytes » gone.txt"]
