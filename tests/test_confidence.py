"""Each row's evidence is put into the class that it shows, and confidence follows the counted labels."""

import csv
import doctest
from datetime import date

import pytest
from calibrate_confidence import (
    COLUMNS,
    TABLE,
    WEIGHT,
    Case,
    Count,
    counts,
    judged_mentions,
    left_out,
    shares,
)
from labels import FOLDERS, Corpus

from lib.parse import confidence, parse
from lib.parse.confidence import ANY, Evidence
from lib.parse.document import Document
from lib.records import Article, Rows
from lib.scores import calibration
from lib.tables import load

TABLES = ("mentions", "visit_reports", "trade_figures")


def article(text: str) -> Article:
    return Article("a", None, None, None, date(2024, 5, 16), None, "en", text)


def found(text: str) -> tuple[Rows, Evidence]:
    told = article(text)
    rows = parse(told)
    return rows, Evidence(Document(told), rows.mentions)


VISITS = [
    ("Kenyan President William Ruto arrived in Accra on Monday.", "visitor alone, journey, dated"),
    ("Kenyan President William Ruto visited Ghana.", "visitor alone, journey, undated"),
    (
        "Kenyan President William Ruto met Ghanaian President Nana Akufo-Addo in Accra on Monday.",
        "visitor among others, meeting, dated",
    ),
    ("Kenya's foreign minister travelled to Ghana on Monday.", "visitor by office, journey, dated"),
    (
        "Kenyan President William Ruto spoke on Sunday. He arrived in Ghana on Monday.",
        "visitor carried over, journey, dated",
    ),
    (
        "Kenyan President William Ruto planted a tree in Accra, Ghana, on Monday.",
        "visitor alone, no word of travel, dated",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), VISITS)
def test_classes_of_visits(text: str, wanted: str) -> None:
    rows, evidence = found(text)
    assert [evidence.of_visit(report) for report in rows.visit_reports] == [wanted]


FIGURES = [
    ("Kenya's exports to Ghana reached $5 million in 2023.", "exchange, pair named, period told"),
    ("Kenya's exports to Ghana reached $5 million.", "exchange, pair named, no period"),
    ("Kenya lent Ghana $5 million.", "credit, aid or contract, pair named, no period"),
    (
        "Trade between Kenya and Ghana is growing. Exports reached $5 million in 2023.",
        "exchange, pair carried over, period told",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_classes_of_figures(text: str, wanted: str) -> None:
    rows, evidence = found(text)
    assert [evidence.of_figure(figure) for figure in rows.trade_figures] == [wanted]


MENTIONS = [
    ("Rain fell in Kenya.", "country, name"),
    ("The Kenyan team won.", "country, demonym"),
    ("Rain fell in Georgia, north of Armenia.", "country, name, ambiguous"),  # the state, too
    ("President William Ruto spoke.", "person, full name"),
    ("The African Union met.", "organisation"),
]


@pytest.mark.parametrize(("text", "wanted"), MENTIONS)
def test_classes_of_mentions(text: str, wanted: str) -> None:
    rows, evidence = found(text)
    assert evidence.of_mention(rows.mentions[0]) == wanted


def test_every_row_has_a_confidence() -> None:
    rows, _ = found(" ".join(text for text, _ in (*VISITS, *FIGURES, *MENTIONS)))
    for table in TABLES:
        assert getattr(rows, table)
        assert all(row.confidence is not None and 0 < row.confidence < 1 for row in getattr(rows, table))


def test_a_class_that_nobody_counted_has_the_share_of_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {(table, ANY): 0.25 for table in TABLES}
    monkeypatch.setattr(confidence, "_shares", lambda: few)
    assert {row.confidence for row in parse(article(VISITS[0][0])).visit_reports} == {0.25}


def test_the_table_follows_its_rule() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(COLUMNS)
    rows = load("grammar/confidence")
    counted = {(r["table"], r["evidence"]): Count(int(r["n"]), float(r["right"])) for r in rows}
    assert {table for table, evidence in counted if evidence == ANY} == set(TABLES)
    assert {(r["table"], r["evidence"]): float(r["confidence"]) for r in rows} == shares(counted)
    for table in TABLES:
        parts = [count for (of, evidence), count in counted.items() if of == table and evidence != ANY]
        assert sum(count.n for count in parts) == counted[table, ANY].n
        assert sum(count.right for count in parts) == pytest.approx(counted[table, ANY].right, abs=0.5)


def test_mentions_judged_by_eye_stand_in_their_corpora() -> None:
    judged = judged_mentions()
    assert set(judged.values()) == {0.0, 1.0}
    for corpus in {place[0] for place in judged}:
        assert corpus.startswith("learned")
        articles = Corpus(FOLDERS[corpus]).articles
        for of, file, item, surface, kind, _ in judged:
            if of == corpus:
                assert surface in articles[file, str(item)]["text"].replace("\n", " ")
                assert kind in ("person", "organisation", "place", "region")


def test_few_rows_say_little() -> None:
    assert Count(0, 0).share(0.8) == 0.8
    assert Count(WEIGHT, 0).share(0.8) == 0.4
    assert Count(990, 990).share(0.8) > 0.99


def test_what_is_measured_was_learned_from_other_articles() -> None:
    """All of one article's rows are wrong, in a class of their own: nothing else says so."""
    good = [Case(("c", f"{n}.txt", 1), ("mentions", "good"), 1.0) for n in range(9)]
    bad = [Case(("c", "bad.txt", 1), ("mentions", "bad"), 0.0)] * 5
    measured = left_out(good + bad)["mentions"]
    assert len(measured) == len(good + bad)
    assert [sure for sure, right in measured if not right] == [1.0] * len(bad)
    assert shares(counts(good + bad))["mentions", "bad"] < 0.5


def test_calibration_is_an_error_by_bins() -> None:
    assert calibration([(0.9, 1.0)] * 9 + [(0.9, 0.0)]).error == pytest.approx(0)
    assert calibration([(0.99, 0.0), (0.1, 1.0)]).error == pytest.approx(0.945)


def test_examples() -> None:
    assert not doctest.testmod(confidence).failed
