"""The house: arrows between rooms, thin notebooks, nothing at import, nothing of this machine in the tree; lint and types."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "jobstats"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FRAMES = {"numpy", "pandas"}
#: What each room may import, of the kit and from outside (the standard library is free).
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "vocabulary": set(),
    "alone": {"filelock"},
    "estimators": {"estimators", "numpy"},
    "report": {"errors"},
    "names": set(FRAMES),
    "rows": {"names", "errors", "vocabulary", *FRAMES},
    "applications": {"names", "rows", "errors", "vocabulary", *FRAMES},
    "log": {"applications", "report", "errors", "vocabulary", *FRAMES},
    "remarks": {"names", "rows", "errors", "vocabulary", *FRAMES},
    "assemble": {"applications", "remarks", "rows", "log", "errors", "vocabulary", *FRAMES},
    "dateless": {"applications", "log", "vocabulary", *FRAMES},
    "progress": {"IPython"},
    "readers": {
        "readers",
        "spacing",
        "applications",
        "assemble",
        "dateless",
        "log",
        "report",
        "progress",
        "vocabulary",
        "errors",
        "python_calamine",
        *FRAMES,
    },
    "moving": {"readers", "applications", "rows", "log", "report", "vocabulary", "errors", "numpy"},
    "journal": {
        "journal",
        "readers",
        "report",
        "applications",
        "names",
        "spacing",
        "log",
        "vocabulary",
        "errors",
        "alone",
        "platformdirs",
        *FRAMES,
    },
    "archives": {"archives", "journal", "readers", "names", "log", "vocabulary", "errors", "icalendar", "recurring_ical_events", *FRAMES},
    "following": {"log", "errors", "page", "IPython"},
    "reminders": {"following", "metrics", "names", "page", "spacing", "log", "vocabulary", "errors", "icalendar", "IPython", *FRAMES},
    "metrics": {"metrics", "names", "spacing", "log", "vocabulary", "estimators", "errors", *FRAMES},
    "theme": {"vocabulary"},
    "figures": {"figures", "theme", *FRAMES},
    "drawing": {"drawing", "theme"},
    "sankeymatic": {"pandas"},
    "page": {"sankeymatic", "theme", "pandas", "plotly"},
    "chart": {"log", "metrics", "page", "picture", "theme", "errors", "pandas"},
    "charts": {"charts", "chart", "figures", "metrics", "theme", "log", "pandas"},
    "spacing": {"log", "errors"},
    "anonymous": {"applications", "spacing", "errors", "log", "pandas"},
    "revealing": {"anonymous", "log", "pandas"},
    "picture": {"anonymous", "chart", "following", "page", "revealing", "sankeymatic", "theme", "log", "errors", "plotly", "IPython"},
    "summary": {"charts", "following", "metrics", "page", "revealing", "log", "errors", "IPython"},
    "widgets": {
        "widgets",
        "spacing",
        "errors",
        "charts",
        "log",
        "journal",
        "archives",
        "following",
        "readers",
        "metrics",
        "reminders",
        "moving",
        "names",
        "packs",
        "page",
        "vocabulary",
        "theme",
        "anywidget",
        "traitlets",
        "plotly",
    },
    "packs": {
        "packs",
        "simulate",
        "spacing",
        "summary",
        "anonymous",
        "applications",
        "chart",
        "charts",
        "drawing",
        "jinja2",
        "figures",
        "metrics",
        "theme",
        "page",
        "readers",
        "xlsxwriter",
        "alone",
        "log",
        "errors",
        "vocabulary",
        "plotly",
        "typst",
        *FRAMES,
    },
    "simulate": {"simulate", "assemble", "log", "vocabulary", *FRAMES},
    "trust": {
        "trust",
        "simulate",
        "estimators",
        "metrics",
        "figures",
        "page",
        "picture",
        "theme",
        "log",
        "errors",
        "IPython",
        *FRAMES,
    },
    "start": set(),
    "jupyter": set(),
    "__init__": {"charts", "errors", "log", "moving", "packs", "readers", "reminders", "summary", "trust", "widgets"},
}


def imports(text: str) -> set[str]:
    """The rooms and packages a file imports, wherever in it; names of the kit without its own."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"jobstats.{a.name}" for a in node.names] if node.module == "jobstats" else [node.module]
        for name in names:
            parts = name.split(".")
            found.add(parts[1] if parts[0] == "jobstats" and len(parts) > 1 else parts[0])
    return found - set(sys.stdlib_module_names) - {"__future__"}


def room(path: Path) -> str:
    """The room a file stands in."""
    part = path.relative_to(SRC).parts[0]
    return part.removesuffix(".py")


def forbidden(name: str, text: str) -> set[str]:
    """What a file of this room imports and may not."""
    return imports(text) - ROOMS[name]


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda p: str(p.relative_to(SRC)))
def test_the_arrows_hold(path: Path) -> None:
    """Every file imports what its room may know, and nothing else."""
    assert forbidden(room(path), path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "planted",
    ["import plotly.graph_objects as go", "from jobstats.charts import CATALOGUE", "from jobstats import theme", "import ipywidgets"],
)
def test_a_planted_import_is_seen(planted: str) -> None:
    """A metric that reaches up the house fails the test above."""
    text = (SRC / "metrics" / "funnel.py").read_text(encoding="utf-8")
    assert forbidden("metrics", f"{planted}\n{text}")


def test_importing_the_kit_loads_nothing_heavy() -> None:
    """No work at import: the bare package brings neither pandas nor plotly; loading a log brings no plotly."""
    code = (
        "import sys, jobstats as js; heavy = {'pandas', 'plotly', 'anywidget', 'ipywidgets'} & set(sys.modules); assert not heavy, heavy; "
        "log = js.load(); js.charts.funnel.reading(log); assert 'plotly.graph_objects' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_word_is_there() -> None:
    """A dozen and a few words, each something a person does, each with a docstring; a wrong one is told with what there is."""
    import jobstats as js

    assert len(js.__all__) <= 17
    for word in js.__all__:
        assert getattr(js, word).__doc__
    with pytest.raises(AttributeError, match=r"jobstats has no “lod”\. It has: load"):
        js.lod  # noqa: B018


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_are_thin(path: Path) -> None:
    """Prose, one load (none where searches are invented), one call per chart; no def, class, for or try, no other import, no outputs."""
    cells = [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    loads = 0
    for cell in cells:
        text = "".join(cell["source"])
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert len(text.splitlines()) <= 8
        kinds = (ast.FunctionDef, ast.ClassDef, ast.For, ast.Try, ast.While, ast.ListComp, ast.Lambda)
        assert not any(isinstance(node, kinds) for node in ast.walk(ast.parse(text)))
        assert imports(text) <= {"jobstats"}
        loads += text.count("js.load(") - text.count('"../data/mine/log.csv"')
    assert loads == (0 if path.name.startswith("07") else 1)


def test_the_notebooks_are_those_of_the_readme() -> None:
    """Seven of them, numbered."""
    assert [p.name[:2] for p in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06", "07"]


def tracked() -> list[Path]:
    """The files git knows or would take."""
    out = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in out.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    """Addresses of package registries, and folders that exist on one machine only."""
    odd = re.compile(
        r"pythonhosted|pypi\.org/simple|registry\.npmjs|/packages/[0-9a-f]{2}/[0-9a-f]{2}/|(?<![\w.])/(?:work|root|home)/[\w.-]+/"
    )
    found = [
        f"{p.relative_to(ROOT)}: {m.group()}"
        for p in tracked()
        if p != Path(__file__)
        for m in odd.finditer(p.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_a_log_of_ones_own_is_never_taken_by_git() -> None:
    """Names a person may give it, in the places they may put it."""
    for name in (
        "data/mine/log.csv",
        "data/log.csv",
        "log.csv",
        "notebooks/my log.csv",
        "out/for-my-coach.html",
        "data/mine/x/y.xlsx",
        "data/jobs.ods",
        "data/sample/.jobstats/packs.json",
        "my calendar.ics",
        "data/mine/.jobstats/log.csv.journal.jsonl",
        "notebooks/job-search-pack/summary.md",
        "job-search-pack-open/report.html",
        "docs/for my coach/job-search-pack-coded/charts/funnel.png",
        "notebooks/job-search-pack-aggregate.zip",
        "work-search-record/work-search-record.pdf",
        "out2/.job-search-pack-coded.lock",
        "notebooks/.work-search-record.ab.old/x.pdf",
    ):
        assert subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False).returncode == 0, name


@pytest.mark.parametrize("command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join)
def test_lint_and_types(command: list[str]) -> None:
    """The linter, the formatter and the type checker have nothing to say."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
