"""The command line: exit codes, what is said where, an example in every help text."""

import argparse
import csv
import gzip
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_ingest import parse_word, read_lines

from lib import cli
from lib.check import check
from lib.cli import main
from lib.records import Article, Mention, Rows, TradeFigure, VisitReport
from lib.store import Store


@pytest.fixture(autouse=True)
def small_reader_and_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.ingest.default_reader", lambda: read_lines)
    monkeypatch.setattr("lib.ingest.default_parse", lambda names: parse_word)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("one\ntwo")
    return folder


def test_ingest(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["ingest", str(news), "--store", str(tmp_path / "store")]
    assert main(command) == cli.OK
    said = capsys.readouterr()
    assert said.out == ""
    assert "2 articles added, 0 already known, from 1 document in" in said.err
    assert main(command) == cli.OK
    assert (
        "0 articles added, 0 already known, from 0 documents (1 unchanged file skipped)"
        in capsys.readouterr().err
    )
    assert main([*command, "--again"]) == cli.OK
    assert "0 articles added, 2 already known, from 1 document in" in capsys.readouterr().err
    assert len(Store(tmp_path / "store").frame("FROM articles")) == 2


def test_ingest_with_problems_says_which_and_exits_with_1(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (news / "b.txt").write_text("three\nbad\nbroken")
    assert main(["ingest", str(news), "--store", str(tmp_path / "store")]) == cli.PROBLEMS
    said = capsys.readouterr().err
    assert "3 articles added" in said
    assert "2 problems:" in said
    assert f"{news / 'b.txt'}: line 2: no date; add one" in said


def test_many_problems_are_cut(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(cli.TOLD + 1):
        (news / f"b{n}.txt").write_text("broken")
    assert main(["ingest", str(news), "--store", str(tmp_path / "store")]) == cli.PROBLEMS
    said = capsys.readouterr().err
    assert said.count("the file ends early") == cli.TOLD
    assert "dateline export" in said


def test_the_store_of_the_environment(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "named"))
    assert main(["ingest", str(news)]) == cli.OK
    assert len(Store(tmp_path / "named").frame("FROM articles")) == 2


def test_a_refused_store_exits_with_2(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(news), "--store", str(news)]) == cli.REFUSED
    said = capsys.readouterr().err
    assert said.startswith(f"dateline: {news} (a.txt): this folder holds something other than a store; name")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "wrong", [[], ["ingest"], ["ingest", "x", "--workers", "0"], ["export", "x", "--format", "doc"], ["fly"]]
)
def test_wrong_usage_exits_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == cli.REFUSED
    assert "usage: dateline" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ingest", "export", "check", "serve"])
def test_every_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert f"Example: dateline {command}" in " ".join(capsys.readouterr().out.split())


def test_stopped_by_the_user(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "ingest", stop)
    assert main(["ingest", str(news), "--store", str(tmp_path / "store")]) == 130


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_export(kind: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path / "store")]
    main(["ingest", str(news), *store])
    assert main(["export", str(tmp_path / "out"), "--format", kind, *store]) == cli.OK
    printed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(printed) == sorted((tmp_path / "out").iterdir())
    assert all(path.stat().st_size for path in printed)


def test_an_export_says_which_article_each_one_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.facts.AT_ONCE", 1)  # so that these count as many
    text, day = " ".join(f"word{n}" for n in range(40)), date(2020, 2, 6)
    words = {"a": text, "b": "Another story altogether.", "c": f"{text} By another hand."}
    Store(tmp_path / "store").add(
        [(Article(key, None, None, None, day, None, "en", words[key]), Rows()) for key in words]
    )
    assert main(["export", str(tmp_path / "out"), "--store", str(tmp_path / "store")]) == cli.OK
    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8", newline="") as file:
        found = {row["article_id"]: row["duplicate_of"] for row in csv.DictReader(file)}
    assert found == {"a": "", "b": "", "c": "a"}


def test_serve_runs_streamlit_on_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[list[str], str]] = []

    def run(command: list[str], env: dict[str, str], check: bool) -> SimpleNamespace:
        calls.append((command, env["DATELINE_STORE"]))
        return SimpleNamespace(returncode=3)

    monkeypatch.setattr(cli.subprocess, "run", run)
    assert main(["serve", "--store", str(tmp_path / "store")]) == 3
    [(command, store)] = calls
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert Path(command[4]).name == "app.py"
    assert store == str(tmp_path / "store")
    assert os.environ.get("DATELINE_STORE") != store


def test_python_m_lib(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["dateline", "--help"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("lib", run_name="__main__")
    assert stopped.value.code == 0
    assert "ingest" in capsys.readouterr().out


VISIT = (
    "file,item,evidence,visitor,visitor_role,visitor_country,host_country,city,"
    "start_date,end_date,date_precision,status"
)
TRADE = "file,item,evidence,amount,unit,flow,reporter,partner,period_start,period_end,status"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.txt").write_text("one\ntwo")
    (folder / "articles.csv").write_text(
        "file,item,title,published,language,text\na.txt,1,one,2020-02-06,en,\na.txt,2,2,2020-02-06,en,\n"
        "lost.txt,1,x,2020-02-06,en,\n"
    )
    (folder / "visit_reports.csv").write_text(
        f"{VISIT}\n"
        "a.txt,1,She went.,Ana Pérez,president,CHL,PER,Lima,2020-02-05,2020-02-06,day,completed\n"
        "a.txt,1,He goes.,foreign minister,foreign minister,CHL,PER,,,,,planned\n"
        "a.txt,1,Missed.,Luz Soto,,CHL,BRA,,,,,planned\n"
    )
    (folder / "trade_figures.csv").write_text(
        f"{TRADE}\n"
        "a.txt,1,Trade.,2400000000,USD,trade,CHL,PER,2019-01-01,2019-12-31,actual\n"
        "a.txt,1,Sold.,100,t,export,CHL,PER,,,actual\n"
    )
    (folder / "mentions_counts.csv").write_text("file,item,iso3,count\na.txt,1,PER,3\na.txt,1,CHL,1\n")
    return folder


def parse_badly(article: Article) -> Rows:
    """What a parser with known faults makes of the corpus."""
    if article.text != "one":
        return Rows()
    i = "one"

    def visit(
        visitor: str,
        role: str | None,
        city: str | None,
        host: str = "PER",
        status: str = "planned",
        start: date | None = None,
    ) -> VisitReport:
        return VisitReport(
            i, 0, 1, "S.", visitor, role, "CHL", host, city, start, start, "day" if start else None, status
        )

    def figure(amount: float, unit: str, flow: str, reporter: str, partner: str) -> TradeFigure:
        return TradeFigure(i, 0, 1, "S.", amount, unit, flow, reporter, partner, None, None, "actual", None)

    return Rows(
        tuple(
            Mention(i, 0, 1, "S.", "x", kind, None, c, c, c)
            for kind, c in [("country", "PER"), ("country", "PER"), ("country", "BOL"), ("place", "PER")]
        ),
        (
            visit("Jorge Ruiz", "minister of foreign affairs", None),  # a name where the label has the office
            visit(
                "Ana Perez", "president", "lima", status="completed", start=date(2020, 2, 6)
            ),  # start is wrong
            visit("Eva Gil", "president", None, host="ARG"),  # false
        ),
        (
            figure(
                2.401e9, "USD", "trade", "PER", "CHL"
            ),  # order is free, amount near enough, period missing
            figure(100, "t", "export", "PER", "CHL"),  # order is not free
        ),
    )


def test_check_counts_right_false_and_missed(corpus: Path) -> None:
    report = check(corpus, read_lines, parse_badly)
    scores = {name: (s.right, s.false, s.missed) for name, s in report.scores.items()}
    assert scores == {
        "country counts": (2, 1, 2),
        "visit reports": (2, 1, 1),
        "visit reports, strict": (0, 3, 3),
        "trade figures, amount only": (2, 0, 0),
        "trade figures": (1, 1, 1),
        "trade figures, strict": (0, 2, 2),
    }
    shares = {name: (s.right, s.of) for name, s in report.shares.items()}
    assert shares == {
        "article title": (1, 3),
        "article published": (2, 3),
        "article language": (2, 3),
        "visit visitor": (1, 2),
        "visit visitor_country": (2, 2),
        "visit date": (1, 2),
        "visit city": (2, 2),
        "visit status": (2, 2),
        "visit role": (1, 2),
        "trade period": (0, 1),
        "trade status": (1, 1),
    }


def test_check_on_the_command_line(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lib.check.default_reader", lambda: read_lines)
    monkeypatch.setattr("lib.check.default_parse", lambda: parse_badly)
    assert main(["check", str(corpus), "--worst", "50", "--json", str(tmp_path / "out.json")]) == cli.OK
    said = capsys.readouterr().out
    assert (
        "visit reports                      P 0.667  R 0.667  F1 0.667   (2 right, 1 false, 1 missed)" in said
    )
    assert "a.txt #1: missed visit reports: Luz Soto |  | CHL | BRA" in said
    assert "Missed." in said
    assert "lost.txt #1: wrong title: '(not read)' for 'x'" in said
    figures = json.loads((tmp_path / "out.json").read_text())
    assert figures["tables"]["visit reports"]["f1"] == 0.6667
    assert figures["fields"]["visit city"] == {"share": 1.0, "right": 2, "of": 2}


def test_check_refuses_a_folder_that_is_no_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == cli.REFUSED
    assert "name a folder laid out like data/sample" in capsys.readouterr().err


def options(*arguments: str) -> argparse.Namespace:
    parsed: argparse.Namespace = cli._parser().parse_args(["ingest", *arguments])
    return parsed


class Days:
    """A clock that `sleep` moves; on each sleep something happens, in the end Ctrl-C."""

    def __init__(self, *happenings: Callable[[], object]) -> None:
        self.now, self.left, self.slept = 1e9, list(happenings), list[float]()

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)
        if not self.left:
            raise KeyboardInterrupt
        self.left.pop(0)()

    def clock(self) -> float:
        return self.now


def test_watch_reads_what_is_new_until_it_is_stopped(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(name: str, text: str, at: float) -> None:
        (news / name).write_text(text)
        os.utime(news / name, (at, at))

    store = Store(tmp_path / "store")
    held: list[int] = []
    days = Days(
        lambda: held.append(len(store.frame("FROM articles"))),
        lambda: write("b.txt", "three\nbad", days.now),  # just written, perhaps not yet whole
        lambda: held.append(len(store.frame("FROM articles"))),
        lambda: held.append(len(store.frame("FROM articles"))),
    )
    os.utime(news / "a.txt", (1, 1))
    given = options(str(news), "--watch", "--every", "30", "--store", str(tmp_path / "store"))
    assert cli.watch(given, store, days.sleep, days.clock) == cli.OK
    assert held == [2, 2, 3]
    assert days.slept == [30] * 5
    said = capsys.readouterr().err
    assert said.count(" added, ") == 2, "a look that finds nothing new says nothing"
    assert "2 articles added" in said and "1 article added" in said
    assert said.count("line 2: no date") == 1
    assert said.endswith("dateline: stopped watching; what was already added is kept\n")
    assert "Traceback" not in said


def test_watch_takes_a_feed_from_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = ["one"]
    monkeypatch.setattr("lib.ingest.fetch", lambda address: "\n".join(feed).encode())
    days = Days(lambda: feed.append("two"), lambda: None)
    store = Store(tmp_path / "store")
    cli.watch(options("https://andes.example/feed", "--watch"), store, days.sleep, days.clock)
    assert list(store.frame("SELECT article_id FROM articles ORDER BY 1").article_id) == ["one", "two"]
    assert capsys.readouterr().err.count("1 article added") == 2


def test_watch_is_an_option_of_ingest(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "ingest", stop)
    assert main(["ingest", str(news), "--watch", "--store", str(tmp_path / "store")]) == cli.OK
    assert f"watching {news} every 60 s; Ctrl-C stops" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["-", "--watch"], "standard input cannot be watched"),
        (["https://andes.example/feed"], "addresses are read only with --watch"),
    ],
)
def test_what_cannot_be_watched_or_only_that_is_refused(
    paths: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", *paths, "--store", str(tmp_path / "store")]) == cli.REFUSED
    assert said in capsys.readouterr().err
    assert not (tmp_path / "store").exists()


def test_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lib.read import read

    monkeypatch.setattr("lib.ingest.default_reader", lambda: read)
    record = {"title": "Lula in Lima", "published": "2024-11-14", "text": "Lula left on Monday. " * 500}
    lines = "".join(json.dumps(record | {"title": f"Lula in Lima {n}"}) + "\n" for n in range(3)).encode()
    for data, added in ((lines, 3), (gzip.compress(lines.replace(b"Lima", b"Cali")), 3)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert main(["ingest", "-", "--store", str(tmp_path / "store")]) == cli.OK
        assert f"{added} articles added" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        (["check", "{corpus}", "--worst", "50"], {cli.CLOSED}),
        (["ingest", "--help"], {cli.OK, cli.CLOSED}),  # argparse has its own way
    ],
)
def test_a_closed_pipe_is_no_failure(command: list[str], codes: set[int], corpus: Path) -> None:
    """What `dateline check CORPUS | head` does."""
    reading, writing = os.pipe()
    os.close(reading)
    given = [part.format(corpus=corpus) for part in command]
    done = subprocess.run(
        [sys.executable, "-m", "lib", *given],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    os.close(writing)
    assert done.returncode in codes and done.stderr == b""
