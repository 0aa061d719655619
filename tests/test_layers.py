"""The rules on imports, names and sizes; the order of the layers is the map in `lib/__init__.py` itself."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import lib

ROOT = Path(__file__).parents[1]
SOURCES = sorted([ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("lib/**/*.py")])
TOP = "pages"
"""The layer of the pages and app.py, above all of lib."""

ALLOWED_IN = {
    "streamlit": ("lib/ui/", "pages/", "app.py"),
    "duckdb": ("lib/store/",),
    "deltalake": ("lib/store/",),
    "plotly": ("lib/charts/",),
}
INPUT_OUTPUT = {"csv", "io", "json", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "urllib"}
SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "manager", "misc"}


def layers() -> dict[str, int]:
    """Each layer of the map with its line's number, from the bottom."""
    lines = (lib.__doc__ or "").split("\n\n    ")[-1].splitlines()
    return {
        name: height
        for height, line in enumerate(lines)
        for name in re.split(r"\s{2,}", line.strip())[0].split(", ")
    } | {TOP: len(lines)}


LAYERS = layers()


def layer(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "lib" and not parts[1].startswith("__") else TOP


def imports(path: Path) -> Iterator[str]:
    """The dotted names of the modules that a file imports, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say `from lib.… import`, not a relative import"
            module = node.module or ""
            yield from (f"lib.{alias.name}" for alias in node.names) if module == "lib" else (module,)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_map_is_read() -> None:
    assert LAYERS["records"] == LAYERS["errors"] == 0
    assert LAYERS["read"] == LAYERS["parse"] < LAYERS["store"] < LAYERS["ingest"]
    assert LAYERS["query"] < LAYERS["charts"] < LAYERS["ui"] < LAYERS[TOP]


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_imports_run_one_way(path: Path) -> None:
    own = layer(path)
    assert own in LAYERS, f"{named(path)}: give {own!r} a line in the map in lib/__init__.py"
    for module in imports(path):
        if module.split(".")[0] not in ("lib", "pages", "app"):
            continue
        other = module.split(".")[1] if module.startswith("lib.") else TOP
        assert other == own or LAYERS[other] < LAYERS[own], f"{named(path)} ({own}) imports {module}"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_libraries_stay_in_their_layer(path: Path) -> None:
    for module in imports(path):
        places = ALLOWED_IN.get(module.split(".")[0])
        assert not places or named(path).startswith(places), f"{named(path)} imports {module}"


def test_parse_does_no_input_or_output() -> None:
    for path in ROOT.glob("lib/parse/**/*.py"):
        assert not {module.split(".")[0] for module in imports(path)} & INPUT_OUTPUT, named(path)
        calls = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
        assert not calls & {"open", "print", "input", "exec", "eval"}, named(path)


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_files_hold_one_thing(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (80 if path.parent.name == "pages" else 400), f"{named(path)} has {lines} lines"


def test_names_say_something() -> None:
    for path in tracked():
        assert not set(path.relative_to(ROOT).with_suffix("").parts) & SAY_NOTHING, named(path)


def test_the_top_level_is_small() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    shown = {name for name in top if not name.startswith(".")}
    assert shown == {
        "LICENSE",
        "README.md",
        "app.py",
        "data",
        "lib",
        "pages",
        "pyproject.toml",
        "static",
        "tests",
    }


def tracked() -> list[Path]:
    """The files of the repository; outside one, all that are no caches."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [path for line in listed.stdout.splitlines() if (path := ROOT / line).exists()]
    return [
        path for path in ROOT.rglob("*") if path.is_file() and not {".venv", "__pycache__"} & set(path.parts)
    ]
