"""Corrections by hand: what a file of them does to the tables, and that nothing of it is lost."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import query
from lib.corrections import HEADER, Correction, Name, check, read_log, read_reports, write_line, write_values
from lib.export import export_tables
from lib.ingest import ingest_documents
from lib.parse.known import know
from lib.query import EVERYTHING
from lib.query import by_hand as about
from lib.records import Article, Mention, Rows, TradeFigure, VisitReport
from lib.store import Facts, Store
from lib.store.log import ContradictionError, LogFile
from lib.store.names import add_name, names_beside
from lib.store.objects import beside

WHEN = datetime(2026, 2, 6, 12, 30, tzinfo=UTC)
FEB = date(2020, 2, 6)


def article(name: str, published: date = FEB, source: str = "RT") -> Article:
    return Article(
        name, source, None, f"Headline {name}", published, None, "en", f"Text of {name}. Lavrov is in Cuba."
    )


def report(
    of: str,
    visitor: str = "Sergey Lavrov",
    host: str = "CUB",
    start: date | None = FEB,
    at: int = 0,
    **more: Any,
) -> VisitReport:
    days = (start, start, "day") if start else (None, None, None)
    columns = {
        "visitor_role": "foreign minister",
        "visitor_country": "RUS",
        "city": None,
        "status": "completed",
        **more,
    }
    return VisitReport(of, at, at + 4, f"Sentence of {of}.", visitor, host_country=host, start_date=days[0],
                       end_date=days[1], date_precision=days[2], **columns)  # fmt: skip


def figure(of: str, amount: float = 2.4e9, at: int = 5, **more: Any) -> TradeFigure:
    columns = {"unit": "USD", "flow": "trade", "reporter": "RUS", "partner": "CUB", "period_start": None,
               "period_end": None, "status": "actual", "claimed_by": None, **more}  # fmt: skip
    return TradeFigure(of, at, at + 3, f"It was {amount}.", amount, **columns)


def mention(of: str, entity_id: str, entity: str, at: int, surface: str = "words") -> Mention:
    return Mention(of, at, at + 5, "A sentence.", surface, "person", None, entity_id, entity, "RUS", 0.9)


ARTICLES: tuple[tuple[Article, Rows], ...] = (
    (article("a"), Rows((mention("a", "lavrov", "Lavrov", 0), mention("a", "sergey-lavrov", "Sergey Lavrov", 9)),
                        (report("a"),), (figure("a"), figure("a", 5e6, 30)))),
    (article("b", date(2020, 2, 7), "Tass"), Rows((mention("b", "lavrov", "Lavrov", 0),), (report("b", city="Havana"),), ())),
    (article("c", date(2020, 2, 20), "EFE"), Rows((), (report("c", start=date(2020, 2, 20)),), ())),
    (article("d", date(2020, 5, 2)), Rows((), (report("d", "Ana Quispe", "MEX", date(2020, 5, 1), visitor_country="PER"),), ())),
)  # fmt: skip


class Library:
    """A store, its corrections, and what is read through them."""

    def __init__(self, path: Path, articles: Sequence[tuple[Article, Rows]] = ARTICLES) -> None:
        self.store = Store(path)
        self.store.add(articles)
        self.facts = Facts(path)

    def visits(self) -> list[dict[str, Any]]:
        return query.visits(self.facts, EVERYTHING).sort_values("visit_id").to_dict("records")

    def visit(self, article_id: str) -> str:
        found = self.facts.frame("SELECT visit_id FROM visit_reports WHERE article_id = ?", [article_id])
        return str(found["visit_id"][0])

    def name(self, article_id: str) -> str:
        return about.visit_name(self.facts, self.visit(article_id))

    def figure(self, at: int = 5) -> tuple[TradeFigure, str]:
        found = about.figure_row(self.facts, "a", at)
        assert found
        return found

    def correct(
        self,
        action: str,
        table: str,
        row: str,
        field: str = "",
        old: str = "",
        new: str = "",
        who: str = "Ana",
    ) -> str:
        log = self.store.corrections
        log.refresh()
        seen = frozenset(c.id for c in log.log.corrections)
        made = Correction("", WHEN, who, "read again", action, table, row, field, old, new)
        return log.add([made], seen)[0].id

    def undo(self, correction: str) -> str:
        return self.correct("undo", "", correction)

    def states(self) -> dict[str, str]:
        listed = about.corrections(self.facts, EVERYTHING)
        return dict(zip(listed["id"], listed["state"], strict=True))

    def tables(self) -> list[str]:
        """Everything the store shows, through both of its readers."""
        tables = ("visits", "visit_reports", "trade_figures", "mentions")
        shown = [self.store.frame(f"FROM {table} ORDER BY ALL").to_csv() for table in tables]
        return shown + [
            self.facts.frame(f"FROM {view} ORDER BY ALL").to_csv()
            for view in (*tables, "travels", "reports", "figures", "names", "named")
        ]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "store")


def test_without_a_file_nothing_is_corrected_and_no_file_is_made(library: Library) -> None:
    assert "+" not in library.facts.version
    assert about.corrections(library.facts, EVERYTHING).empty
    assert about.marked(library.facts, EVERYTHING) == {}
    assert not list(library.store.corrections.path.parent.glob("*.corrections.csv"))


def test_an_edit_shows_in_every_view_and_in_exports(library: Library, tmp_path: Path) -> None:
    visit_id = library.visit("d")
    library.correct("edit", "visits", library.name("d"), "host_country", "MEX", "VEN")
    library.correct("edit", "visits", library.name("d"), "dates", "2020-05-01", "2020-05")
    (row,) = [v for v in library.visits() if v["visit_id"] == visit_id]
    assert (row["host_country"], row["date_precision"], row["end_date"].date()) == (
        "VEN",
        "month",
        date(2020, 5, 31),
    )
    found = library.facts.frame(
        "SELECT host_country, end_date FROM visit_reports WHERE article_id = 'd'"
    ).iloc[0]
    assert (found["host_country"], found["end_date"].date()) == ("VEN", date(2020, 5, 31)), (
        "the report said the same"
    )
    assert about.marked(library.facts, EVERYTHING)["visits"] == {visit_id}
    assert set(library.states().values()) == {"applied"}
    ranked = query.visit_ranking(library.facts, EVERYTHING)
    assert "VEN" in set(ranked["host_country"]) and "MEX" not in set(ranked["host_country"])
    export_tables(library.store, tmp_path / "out")
    assert "VEN" in (tmp_path / "out" / "visits.csv").read_text(encoding="utf-8")
    assert "host_country" in (tmp_path / "out" / "corrections.csv").read_text(encoding="utf-8")
    for format in ("xlsx", "parquet"):
        assert len(export_tables(library.store, tmp_path / "out", format)) == 7


def test_reports_that_said_otherwise_keep_what_they_say(library: Library) -> None:
    library.correct("edit", "visits", library.name("a"), "city", "Havana", "Matanzas")
    cities = library.facts.frame("SELECT article_id, city FROM visit_reports WHERE host_country = 'CUB'")
    assert dict(zip(cities["article_id"], cities["city"], strict=True))["b"] == "Matanzas"
    assert library.facts.frame("SELECT city FROM visit_reports WHERE article_id = 'a'")["city"].isna().all()


def test_a_rejected_visit_takes_its_reports_along(library: Library) -> None:
    library.correct("reject", "visits", library.name("a"))
    assert len(library.visits()) == 2
    assert set(library.facts.frame("SELECT article_id FROM visit_reports")["article_id"]) == {"c", "d"}


def test_merged_and_split_visits_are_summed_anew(library: Library) -> None:
    assert library.visit("a") == library.visit("b") != library.visit("c")
    kept = library.visit("a")
    library.correct("merge", "visits", library.name("c"), new=library.name("a"))
    assert library.visit("c") == kept
    (row,) = [v for v in library.visits() if v["visit_id"] == kept]
    assert (row["n_articles"], row["n_sources"], row["end_date"].date()) == (3, 3, date(2020, 2, 20))
    parting = next(r.name for r in about.reports_of(library.facts, kept) if r.article_id == "b")
    library.correct("split", "visits", parting)
    assert library.visit("b") != kept == library.visit("c")
    assert sorted(v["n_articles"] for v in library.visits()) == [1, 1, 2]


def test_an_added_visit_stands_with_and_without_an_article(library: Library) -> None:
    values = {"visitor": "Ana Quispe", "host_country": "BOL", "dates": "2020-06", "status": "planned"}
    alone = library.correct("add", "visits", "", new=write_values(values))
    source = about.source_name(library.facts, "a")
    library.correct(
        "add", "visits", source, new=write_values({**values, "host_country": "CHL", "quote": "is in Cuba"})
    )
    rows = {v["host_country"]: v for v in library.visits()}
    assert rows["BOL"]["visit_id"] == f"added-{alone}" and rows["BOL"]["n_articles"] == 0
    assert rows["CHL"]["n_articles"] == 1 and rows["CHL"]["first_reported"].date() == FEB
    evidence = query.evidence(library.facts, "visits", [rows["CHL"]["visit_id"]])
    assert evidence["sentence"].tolist() == ["is in Cuba"] and evidence["end"][0] > evidence["start"][0]
    library.correct(
        "edit", "visits", about.visit_name(library.facts, rows["CHL"]["visit_id"]), "city", "", "Santiago"
    )
    assert {v["city"] for v in library.visits() if v["host_country"] == "CHL"} == {"Santiago"}


def test_figures_are_edited_rejected_and_added(library: Library) -> None:
    _, first = library.figure(5)
    _, second = library.figure(30)
    library.correct("edit", "trade_figures", first, "amount", "2400000000", "2500000000")
    library.correct("reject", "trade_figures", second)
    values = {
        "amount": "7",
        "unit": "%",
        "flow": "export",
        "status": "target",
        "period": "2021",
        "quote": "Lavrov",
    }
    library.correct("add", "trade_figures", about.source_name(library.facts, "a"), new=write_values(values))
    found = query.trade_figures(library.facts, EVERYTHING).sort_values("amount")
    assert found["amount"].tolist() == [7, 2.5e9]
    assert found["period_end"].iloc[0].date() == date(2021, 12, 31)
    corrected, name = library.figure(5)
    assert corrected.amount == 2.5e9 and name == first, "a corrected figure keeps its name"
    library.correct("edit", "trade_figures", name, "unit", "USD", "EUR")
    assert library.figure(5)[0].unit == "EUR"


def test_merged_entities_count_once_an_article(library: Library) -> None:
    library.facts.save()
    before = query.mention_ranking(library.facts, EVERYTHING, "person").set_index("entity_id")
    assert before.loc["lavrov", "articles"] == 2
    made = library.correct("merge", "entities", "person|lavrov", new="person|sergey-lavrov")
    after = query.mention_ranking(library.facts, EVERYTHING, "person").set_index("entity_id")
    assert after.loc["sergey-lavrov", ["mentions", "articles"]].tolist() == [3, 2]
    assert set(library.store.frame("SELECT DISTINCT entity FROM mentions")["entity"]) == {"Sergey Lavrov"}
    library.undo(made)
    assert query.mention_ranking(library.facts, EVERYTHING, "person").set_index("entity_id").equals(before)


def test_rejected_and_renamed_entities(library: Library) -> None:
    library.correct("reject", "entities", "person|sergey-lavrov")
    library.correct("edit", "entities", "person|lavrov", "entity", "Lavrov", "S. Lavrov")
    ranked = query.mention_ranking(library.facts, EVERYTHING, "person")
    assert ranked["entity"].tolist() == ["S. Lavrov"]
    assert about.marked(library.facts, EVERYTHING)["entities"] == {"person|lavrov"}


EVERY: tuple[Callable[[Library], object], ...] = (
    lambda it: it.correct("edit", "visits", it.name("a"), "visitor", "Sergey Lavrov", "S. V. Lavrov"),
    lambda it: it.correct("reject", "visits", it.name("d")),
    lambda it: it.correct("merge", "visits", it.name("c"), new=it.name("a")),
    lambda it: it.correct("split", "visits", about.reports_of(it.facts, it.visit("b"))[1].name),
    lambda it: it.correct("add", "visits", "", new="visitor=X Y; host_country=PER; status=planned"),
    lambda it: it.correct("edit", "trade_figures", it.figure()[1], "partner", "CUB", ""),
    lambda it: it.correct("reject", "trade_figures", it.figure(30)[1]),
    lambda it: it.correct("reject", "entities", "person|lavrov"),
)


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_undo_restores_exactly(library: Library, number: int) -> None:
    before = library.tables()
    made = EVERY[number](library)
    assert library.tables() != before
    undone = library.undo(str(made))
    assert library.tables() == before
    assert library.states() == {made: "undone", undone: "applied"}
    library.undo(undone)
    assert library.states()[str(made)] == "applied"
    assert library.tables() != before


def test_corrections_outlive_the_store(library: Library, tmp_path: Path) -> None:
    for make in EVERY:
        make(library)
    before = library.tables()
    shutil.rmtree(library.store.path)
    again = Library(tmp_path / "store", [*reversed(ARTICLES)])
    assert again.tables() == before


def test_corrections_find_their_rows_in_a_new_reading(library: Library, tmp_path: Path) -> None:
    """Offsets move, ids of visits and articles change, a role becomes a name."""
    library.correct("edit", "visits", library.name("d"), "city", "", "Puebla")
    library.correct("edit", "trade_figures", library.figure(5)[1], "unit", "USD", "EUR")
    library.correct("reject", "trade_figures", library.figure(30)[1])
    shutil.rmtree(library.store.path)
    d = dataclasses.replace(ARTICLES[3][0], article_id="another", text="Text as read now.")
    visit = report("another", "Ana María Quispe", "MEX", date(2020, 4, 30), 7, visitor_country="PER")
    a = Rows((), (), (figure("a", at=11), figure("a", 5e6, 36)))
    again = Library(tmp_path / "store", [(ARTICLES[0][0], a), (d, Rows((), (visit,), ()))])
    assert again.facts.frame("SELECT city FROM visits")["city"].tolist() == ["Puebla"]
    assert again.facts.frame("SELECT unit, start_char FROM trade_figures").values.tolist() == [["EUR", 11]]
    assert set(again.states().values()) == {"applied"}


def test_what_finds_no_row_is_shown_and_found_again(library: Library) -> None:
    made = library.correct("edit", "visits", library.name("d"), "city", "", "Puebla")
    library.store.remove(["d"])
    assert library.states() == {made: "row gone"}
    library.store.add([ARTICLES[3]])
    assert library.states() == {made: "applied"}
    assert {v["city"] for v in library.visits() if v["host_country"] == "MEX"} == {"Puebla"}


def test_a_correction_that_another_follows_is_overtaken(library: Library) -> None:
    first = library.correct("edit", "visits", library.name("d"), "city", "", "Puebla")
    second = library.correct("edit", "visits", library.name("d"), "city", "Puebla", "Oaxaca", who="Bo")
    assert library.states() == {first: "overtaken", second: "applied"}
    third = library.correct("reject", "visits", library.name("d"))
    assert library.states() == {first: "overtaken", second: "overtaken", third: "applied"}


def test_bad_lines_are_told_and_kept_and_good_ones_apply(library: Library) -> None:
    library.correct("edit", "visits", library.name("d"), "city", "", "Puebla")
    path = library.store.corrections.path
    good = path.read_bytes()
    bad = [
        b'x1,2026-02-06T12:30:00Z,Ana,"why,edit,visits,,,,', b"too,few", b"\xff\xfe,,,,,,,,,",
        b"x2,noon,Ana,why,reject,visits,a|b|CUB|@0,,,", b"x3,2026-02-06,,why,reject,visits,a|b|CUB|@0,,,",
        b"x4,2026-02-06,Ana,why,edit,visits,a|b|CUB|@0,host_country,MEX,Mexiko",
        b"x5,2026-02-06,Ana,why,edit,visits,nonsense,city,,Lima", b"x6,2026-02-06,Ana,why,merge,trade_figures,a|1..2|3 USD|x,,,b",
        b"x7,2026-02-06,Ana,why,reject,entities,nobody,,,",
    ]  # fmt: skip
    path.write_bytes(good + b"\r\n".join(bad))
    assert {v["city"] for v in library.visits() if v["host_country"] == "MEX"} == {"Puebla"}
    faults = about.faults(library.facts, EVERYTHING)
    assert faults["line"].tolist() == list(range(3, 3 + len(bad)))
    assert faults["remedy"].str.len().min() > 10
    library.correct("edit", "visits", library.name("d"), "status", "completed", "cancelled")
    kept = path.read_bytes()
    assert (
        kept.startswith(good + b"\r\n".join(bad) + b"\n")
        and kept.count(b"\n") == good.count(b"\n") + len(bad) + 1
    )
    assert {v["status"] for v in library.visits() if v["host_country"] == "MEX"} == {"cancelled"}


def _by_hand(library: Library, *lines: str) -> pd.DataFrame:
    """The corrections as listed once somebody has written these lines into the file."""
    text = "\n".join([HEADER, *lines])
    library.store.corrections.path.write_text(text, encoding="utf-8")
    return about.corrections(library.facts, EVERYTHING)


def test_values_written_by_hand_are_kept_as_the_form_would_keep_them(library: Library) -> None:
    signed = "2026-02-06T12:30:00Z,Ana,why"
    listed = _by_hand(
        library,
        f"c1,{signed},edit,trade_figures,{library.figure()[1]},amount,2400000000,2 400 000",
        f"c2,{signed},add,visits,,,,visitor=Foo; host_country=cub; status=Completed",
        f"c3,{signed},edit,visits,{library.name('d')},host_country,MEX,cub",
        f"c4,{signed},edit,visits,{library.name('d')},status,completed,Planned",
    )
    assert set(listed["state"]) == {"applied"}
    assert library.figure()[0].amount == 2.4e6
    rows = {row["visitor"]: (row["host_country"], row["status"]) for row in library.visits()}
    assert rows["Foo"] == ("CUB", "completed") and rows["Ana Quispe"] == ("CUB", "planned")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2026-02-06,Ana,why,edit,visits,a|b|CUB|soon@327,city,,Lima", "“soon” is no day"),
        ("2026-02-06,Ana,why,reject,trade_figures,a|1..2|lots EUR|x,,,", "does not name a figure"),
        ("0001-01-01T00:00:00+14:00,Ana,why,reject,visits,a|b|CUB|@0,,,", "is no time"),
        ("0001-01-02,Ana,why,reject,visits,a|b|CUB|@0,,,", "the year 1 is not between 1900 and 2100"),
        ("2026-02-06,Ana,why,edit,visits,a|b|CUB|@0,dates,,0001..9999", "is not between 1900 and 2100"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_to_its_end_is_a_fault(line: str, reason: str) -> None:
    log = read_log(f"{HEADER}\nc1,{line}".encode())
    assert not log.corrections
    assert reason in log.faults[0].reason


def test_an_undo_names_a_correction_and_no_table(library: Library) -> None:
    listed = _by_hand(library, "c1,2026-02-06,Ana,why,undo,visits,c9,,,")
    assert listed[["tab", "state"]].values.tolist() == [["", "row gone"]]


def test_a_file_without_its_first_line_is_neither_used_nor_touched(library: Library) -> None:
    path = library.store.corrections.path
    path.write_text("id;when;who\n", encoding="utf-8")
    assert about.faults(library.facts, EVERYTHING)["line"].tolist() == [1]
    with pytest.raises(Exception, match="does not name the columns"):
        library.correct("reject", "visits", library.name("d"))
    assert path.read_text(encoding="utf-8") == "id;when;who\n"


def test_the_second_of_two_who_correct_one_thing_is_told_of_the_first(library: Library) -> None:
    name, log = library.name("d"), library.store.corrections
    made = Correction("", WHEN, "Ana", "it says so", "edit", "visits", name, "city", "", "Puebla")
    log.add([made], frozenset())
    with pytest.raises(ContradictionError, match="Ana corrected city to “Puebla” meanwhile"):
        log.add([dataclasses.replace(made, who="Bo", new="Oaxaca")], frozenset())
    with pytest.raises(ContradictionError, match="it says so"):
        log.add([dataclasses.replace(made, who="Bo", action="reject", field="", new="")], frozenset())
    log.add(
        [dataclasses.replace(made, who="Bo", field="status", old="completed", new="planned")], frozenset()
    )
    assert len(read_log(log.path.read_bytes()).corrections) == 2


def _add_ten(path: str, who: str) -> None:
    log = LogFile(Path(path))
    for number in range(10):
        log.add(
            [
                Correction(
                    "", WHEN, who, "why", "edit", "visits", f"{who}{number}|V|CUB|@0", "city", "", "Lima"
                )
            ],
            frozenset(),
        )


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(_add_ten, [str(store)] * 4, "abcd"))
    context = get_context("spawn")
    processes = [context.Process(target=_add_ten, args=(str(store), who)) for who in "ef"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    log = read_log(LogFile(store).path.read_bytes())
    assert len(log.corrections) == 60 and not log.faults
    assert LogFile(store).path.read_text(encoding="utf-8").count(HEADER) == 1


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


@settings(deadline=None)
@given(WORDS, WORDS, WORDS)
def test_any_words_come_back_from_the_file(who: str, why: str, city: str) -> None:
    who, why, city = (" ".join(f"x{text}".split()) for text in (who, why, city))
    made = Correction("c1", WHEN, who, why, "edit", "visits", "a|Lavrov|CUB|@0", "city", "=1", city)
    log = read_log(f"{HEADER}\n{write_line(made)}".encode())
    assert log.corrections == (made,) and not log.faults


@given(st.binary(max_size=200))
def test_any_bytes_are_a_log_with_a_fault_for_each_bad_line(data: bytes) -> None:
    log = read_log(HEADER.encode() + b"\n" + data)
    lines = [line for line in data.splitlines() if line.strip()]
    assert len(log.corrections) + len(log.faults) == len(lines)


@given(WORDS, WORDS)
def test_any_names_come_back(visitor: str, host: str) -> None:
    from lib.corrections import ReportName, Source

    name = ReportName(Source("a", "0b5e3bbe"), visitor.strip(), host.strip(), "@0")
    assert read_reports(str(name)) == [name]


def test_a_correction_that_cannot_apply_is_refused_before_it_is_written(library: Library) -> None:
    for action, table, row, field, new in (
        ("edit", "visits", "a|b|CUB|@0", "host_country", ""),
        ("edit", "visits", "a|b|CUB|@0", "dates", "2020-13"),
        ("split", "trade_figures", "a|1..2|3 USD|x", "", ""),
        ("add", "visits", "", "", "visitor=X"),
    ):
        made = Correction("c1", WHEN, "Ana", "why", action, table, row, field, "", new)
        with pytest.raises(ValueError, match=r"."):
            check(made)
        with pytest.raises(ValueError, match=r"."):
            library.store.corrections.add([made], frozenset())
    assert not library.store.corrections.path.exists()


@pytest.fixture
def forgetting() -> Iterator[None]:
    """Leaves the parser of this process as it was."""
    yield
    know(())


@pytest.mark.usefixtures("forgetting")
def test_names_added_are_known_to_what_is_read_next(tmp_path: Path) -> None:
    text = (
        "Lima, 3 August 2031\n\nPeru's President Quispe arrived in the land of quokkas on Friday.\n"
        "Ana Quispe was welcomed in Canberra."
    )
    documents = [("a.txt", text.encode())]

    def found(store: Store) -> tuple[set[str], set[str]]:
        rows = store.frame("SELECT kind, entity, country FROM mentions")
        people = rows[rows["kind"] == "person"]
        return set(rows[rows["kind"] == "country"]["country"]), set(people["country"].dropna())

    before, after, third = (Store(tmp_path / name) for name in ("before", "after", "third"))
    ingest_documents(documents, before)
    assert found(before)[0].isdisjoint({"AUS"})
    add_name(after.path, Name("nickname", "land of quokkas", "AUS", "en", who="Ana", why="heard"))
    add_name(
        after.path, Name("person", "Ana Quispe", "PER", "", "president", "2031-07-28", who="Ana", why="heard")
    )
    ingest_documents(documents, after, workers=2)
    assert "AUS" in found(after)[0] and found(after)[1] == {"PER"}
    ingest_documents(documents, Store(tmp_path / "again"))
    ingest_documents(documents, third)
    assert found(third) == found(before), "names belong to their store"


@pytest.mark.usefixtures("forgetting")
def test_bad_names_are_told_and_kept(tmp_path: Path) -> None:
    path = beside(tmp_path / "store", "names")
    add_name(tmp_path / "store", Name("nickname", "land of quokkas", "AUS", who="Ana", why="heard"))
    with pytest.raises(ValueError, match="Ana added it already"):
        add_name(tmp_path / "store", Name("nickname", "Land of Quokkas", "AUS", who="Bo", why="heard"))
    path.write_bytes(path.read_bytes() + b"nickname,x,Australia,,,,,,,\ntoo,few")
    add_name(tmp_path / "store", Name("nickname", "the big dry", "AUS", who="Bo", why="heard"))
    held = names_beside(tmp_path / "store")
    assert [name.name for name in held.names] == ["land of quokkas", "the big dry"]
    assert [fault.line for fault in held.faults] == [3, 4]
    assert b"too,few\n" in path.read_bytes()
    store = Store(tmp_path / "store")
    done = ingest_documents([("a.txt", b"Words, 3 August 2031.")], store)
    assert {problem.path for problem in done.told} >= {str(path)}
