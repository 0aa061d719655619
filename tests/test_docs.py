"""The README and its fellows are true: commands parse, recipes work, figures are the recorded ones."""

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from record_floors import floors, table

from lib import cli
from lib.records import TABLES
from lib.ui import accuracy

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = "pip install -e . && streamlit run app.py"
TEST = 'pip install -e ".[test]" && pytest'


def blocks(language: str) -> list[str]:
    """The README's code blocks in a language, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def dateline_commands() -> list[list[str]]:
    lines = [line.split("|")[-1].strip() for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("dateline ")]


def subcommands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in cli._parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def test_the_two_commands_stand_alone() -> None:
    assert [block.strip() for block in blocks("sh")][:2] == [RUN, TEST]


def test_continuous_integration_runs_the_same_test_command() -> None:
    assert f"bash -c '{TEST}'" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("command", dateline_commands(), ids=" ".join)
def test_commands_parse(command: list[str]) -> None:
    assert cli._parser().parse_args(command).run


def test_every_command_is_shown() -> None:
    assert {command[0] for command in dateline_commands()} == set(subcommands())


@pytest.mark.parametrize("name", subcommands())
def test_every_option_is_documented(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}\b.*$", README, re.M)
    options = {option for action in subcommands()[name]._actions for option in action.option_strings}
    wanted = {option for option in options if option.startswith("--")} - {"--help"}
    assert set(re.findall(r"--[a-z]+", row)) == wanted


def test_every_table_is_described() -> None:
    assert re.findall(r"^\| `(\w+)` \| ", section("The tables"), re.M) == list(TABLES)


def test_the_map_names_everything() -> None:
    shown = section("The map of the code")
    for path in [*(ROOT / "lib").iterdir(), ROOT / "app.py", ROOT / "pages", ROOT / "data", ROOT / "tests"]:
        if not path.name.startswith("__"):
            name = path.relative_to(ROOT).as_posix() + ("/" if path.is_dir() else "")
            assert f"`{name}`" in shown, name


@pytest.mark.parametrize("document", ["README.md", "data/README.md", "data/PEOPLE.md", "tests/README.md"])
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert "://" in target or ((ROOT / document).parent / target).exists(), target


def test_every_table_of_data_is_described() -> None:
    names, people = (
        (ROOT / "data" / name).read_text(encoding="utf-8") for name in ("README.md", "PEOPLE.md")
    )
    tables = {
        path.stem
        for folder in ("gazetteer", "grammar", "codes")
        for path in (ROOT / "data" / folder).glob("*.csv")
    }
    described = set(re.findall(r"^\| `(\w+)` \|", names.split("\n## Where")[0], re.M))
    assert described | set(re.findall(r"^## (\w+)\.csv", people, re.M)) == tables


def test_the_sample_is_as_large_as_said() -> None:
    assert f"reads {floors()['sample']['articles']} sample articles" in README


def test_accuracy_is_the_recorded_one() -> None:
    """Where the README states accuracy, it is the table that tests/record_floors.py prints."""
    stated = section("Accuracy") if "\n## Accuracy" in README else table(floors())
    assert table(floors()) in stated


def test_calibration_is_the_recorded_one() -> None:
    frame = accuracy.left_out()
    errors = [f"{accuracy.calibration_error(rows):.2f}" for _, rows in frame.groupby("table", sort=False)]
    stated = "differ by {} for mentions, {} for visits and {} for trade figures".format(*errors)
    assert stated in " ".join(section("Accuracy").split())


def section(heading: str) -> str:
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


SHOW = """
from datetime import date
from lib.parse import parse
from lib.records import Article

rows = parse(Article("a", None, None, None, date(2031, 9, 10), None, "en", {text!r}))
print([(m.surface, m.country) for m in rows.mentions if m.country == {country!r}])
print([(v.visitor, v.visitor_role, v.host_country, v.status) for v in rows.visit_reports])
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code and its tables, for recipes to change."""
    copy = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "lib", copy / "lib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", copy / "data", ignore=shutil.ignore_patterns("sample"))
    return copy


def run(project: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_to_add() -> list[tuple[str, str]]:
    """Each table that a recipe names, with the row it adds there."""
    recipes = section("How to add …")
    return re.findall(r"`(data/\w+/\w+\.csv)`[^`]*(?:`[^`\n]*`[^`]*)*?\n\n```csv\n(.*?)\n```", recipes)


NICKNAMES, VERBS = "data/gazetteer/nicknames.csv", "data/grammar/visit_words.csv"
OFFICES, PEOPLE = "data/gazetteer/offices.csv", "data/gazetteer/people.csv"
VISIT = "('Ana Quispe', 'president', 'CHL', 'completed')"
CALLED_OFF = "('Ana Quispe', 'president', 'CHL', 'cancelled')"
RECIPES = [
    # tables, a text, a country, what comes out with the rows and not without them
    ((NICKNAMES,), "Rain fell over the land of teranga.", "SEN", "('land of teranga', 'SEN')"),
    ((VERBS,), "Peruvian President Ana Quispe cried off from her visit to Chile.", "PER", CALLED_OFF),
    ((OFFICES, PEOPLE), "Ana Quispe arrived in Santiago on Monday.", "PER", VISIT),
]


@pytest.mark.parametrize(("tables", "text", "country", "wanted"), RECIPES, ids=lambda value: str(value)[:30])
def test_a_row_is_enough(
    project: Path, tables: tuple[str, ...], text: str, country: str, wanted: str
) -> None:
    show = SHOW.format(text=text, country=country)
    assert wanted not in run(project, show)
    rows = dict(rows_to_add())
    for name in tables:
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(f"{rows[name]}\n")
    assert wanted in run(project, show)


def test_every_row_of_the_recipes_is_tried() -> None:
    assert {name for name, _ in rows_to_add()} == {name for tables, *_ in RECIPES for name in tables}
    assert len(blocks("csv")) == len(rows_to_add())


def test_a_format_is_a_reader_and_two_lines(project: Path) -> None:
    reader, line, suffix = blocks("python")
    (project / "lib" / "read" / "notes.py").write_text(reader, encoding="utf-8")
    registry = project / "lib" / "read" / "__init__.py"
    code = registry.read_text(encoding="utf-8")
    for opening, added in (("READERS: ", line), ("SUFFIXES: ", suffix)):
        start = code.index("{\n", code.index(f"\n{opening}")) + 2
        code = code[:start] + added + code[start:]
    registry.write_text(
        code.replace("import re\n", "import re\nfrom lib.read.notes import read_notes\n", 1), encoding="utf-8"
    )
    said = run(
        project,
        "from lib.read import read; told = []\n"
        "print([(a.published.isoformat(), a.text) for a in"
        " read('a.notes', b'2024-05-16 Rain fell.\\nno day', told.append)], *told)",
    )
    assert "[('2024-05-16', 'Rain fell.')]" in said
    assert "a.notes (line 2): it begins with no day" in said
