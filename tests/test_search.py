"""The index of words finds what reading every text would find, whatever came, went or was saved meanwhile."""

import dataclasses
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from unicodedata import category

import duckdb
import pandas as pd
import pytest
from gold_folder import fill

from lib import query
from lib.query import EVERYTHING, Filters
from lib.records import Article, Mention, Rows, TradeFigure, VisitReport, columns
from lib.store import Facts, Store
from lib.store.facts import AT_ONCE
from lib.store.saved import KEPT, folder
from lib.store.search import WORDS_OF, words_of

WORDS = (
    "oil",
    "Öl",
    "oïl",
    "oilfield",
    "joint",
    "venture",
    "Cuba",
    "Cuban",
    "古巴",
    "外长",
    "الوزير",
    "co\u00adop",
    "7",
    "7.5",
    "U.S.",
)
TERMS = (
    "oil", "OIL", "ol", "oilf", "joint venture", '"joint venture"', '"venture joint"', '"joint vent"', '"oint venture"', "cuba",
    "古巴", "古", "巴外", "وزير", "الوز", "coop", "7", '"7 5"', "u.s", '"us"', "xyz", "?!", "il", '"oil oil"',
)  # fmt: skip


def article(number: int, chance: random.Random) -> tuple[Article, Rows]:
    text = " ".join(chance.choices(WORDS, k=chance.randint(0, 12)))
    key, day = f"a{number:03}", date(2020, 1, 1) + timedelta(number % 40)
    span = (key, 0, 3, "Cuba.")
    rows = Rows(
        (Mention(*span, chance.choice(("Cuba", "Cuban")), "country", chance.choice(("name", "demonym")), "CUB", "Cuba", "CUB",
                 chance.choice((None, 0.5, 0.9))),
         Mention(key, 4, 8, "Lavrov.", "Lavrov", "person", None, "sergey-lavrov", "Sergey Lavrov", "RUS", 0.8)),
        (VisitReport(*span, "Sergey Lavrov", "minister", "RUS", "CUB", "Havana", day, day, "day", "completed", 0.7),),
        (TradeFigure(*span, float(chance.randint(1, 3)), "USD", "export", "RUS", "CUB", None, None, "actual", "Lavrov"),),
    )  # fmt: skip
    source = chance.choice(("A", "B", None))
    return Article(key, source, None, chance.choice(WORDS), day, None, "en", text), rows


def answers(store: Store | Facts) -> Iterator[tuple[str, object]]:
    """What a store says to every question, in a form that can be compared."""
    filters = [EVERYTHING, Filters(sources=("A",)), Filters(confidence=0.6), Filters(people=("sergey lavrov",)),
               Filters(start=date(2020, 1, 5), end=date(2020, 1, 20)), Filters(host_countries=("CUB",), words="oil")]  # fmt: skip
    for term in TERMS:
        found = query.articles(store, Filters(words=term, copies=True))
        yield term, set(found["article_id"])
    for chosen in filters:
        chosen = dataclasses.replace(chosen, copies=True)
        for ask in (query.articles, query.visits, query.trade_figures, query.mentions, query.visit_ranking, query.mention_ranking,
                    query.mention_timeline, query.trade_largest, query.latest_mentions, query.choices):  # fmt: skip
            frame = ask(store, chosen)
            yield f"{ask.__name__} {chosen}", sorted(frame.astype(str).values.tolist())
        yield (
            f"demonyms {chosen}",
            query.mention_ranking(store, chosen, forms=("demonym",)).astype(str).values.tolist(),
        )
        yield f"summary {chosen}", query.summary(store, chosen)


def test_words_are_folded_alike_in_both_languages() -> None:
    connection = duckdb.connect()
    connection.execute(f"CREATE MACRO words_of(x) AS {WORDS_OF}")
    known = [chr(code) for code in range(1, 0x30000) if category(chr(code)) not in ("Cn", "Cs")]
    texts = [f"{letter}a{letter}" for letter in known]
    connection.register("given", pd.DataFrame({"x": texts}))
    found = connection.execute("SELECT words_of(x) FROM given").fetchall()
    assert len(texts) == len(found)
    assert [texts[n] for n, (words,) in enumerate(found) if words != words_of(texts[n])] == []


def test_facts_say_what_the_tables_say(tmp_path: Path) -> None:
    chance = random.Random(3)
    store, number = Store(tmp_path / "store"), 0
    facts = Facts(store.path)
    for step in range(4):
        size = chance.randint(1, 30)
        store.add([article(number + n, chance) for n in range(size)])
        number += size
        if step in (0, 2):
            facts.save()
        if step in (1, 2):
            store.remove([f"a{chance.randrange(number):03}" for _ in range(4)])
        if step == 3:
            store.compact()
        expected = dict(answers(store))
        assert dict(answers(facts if step % 2 else Facts(store.path))) == expected
    assert dict(answers(facts)) == expected
    assert expected['"joint vent"'] and expected['"joint vent"'] != expected["joint venture"]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("oil", {"1", "2", "4"}),  # as it stands, with accents, at the start of a longer word
        ("il", set()),  # not inside one
        ('"joint venture"', {"2", "3"}),  # words that follow each other, whatever stands between
        ("joint oil", {"2"}),
        ("cooperation", {"4"}),  # a soft hyphen is no letter
        ("古巴", {"5"}),
        ("巴古", set()),
        ("وزير", {"6"}),  # the article is written onto the word
    ],
)
@pytest.mark.parametrize("saved", [False, True])
def test_search(tmp_path: Path, words: str, finds: set[str], saved: bool) -> None:
    texts = {"1": "Oil.", "2": "A joint venture in óil", "3": "joint-ventures", "4": "oilfield co\u00adoperation",
             "5": "外长访问古巴。", "6": "قال الوزير"}  # fmt: skip
    store = Store(tmp_path / "store")
    store.add(
        [(Article(key, None, None, None, None, None, None, text), Rows()) for key, text in texts.items()]
    )
    facts = Facts(store.path)
    if saved:
        facts.save()
        facts = Facts(store.path)
    assert set(query.articles(facts, Filters(words=words))["article_id"]) == finds


def test_what_is_not_yet_indexed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.store.facts.AT_ONCE", 3)
    assert AT_ONCE > 3
    chance = random.Random(4)
    store = Store(tmp_path / "store")
    store.add([article(n, chance) for n in range(20)])
    facts = Facts(store.path)
    assert dict(answers(facts)) == dict(answers(store))
    facts.save()
    store.add([article(n, chance) for n in range(20, 50)])
    assert dict(answers(facts)) == dict(answers(store))


def test_a_visit_counts_copies_of_an_article_once_unless_they_are_asked_for(tmp_path: Path) -> None:
    store, text = Store(tmp_path / "store"), " ".join(f"word{n}" for n in range(40))
    for key, source, words in (("a", "One", text), ("b", "Two", text), ("c", "Three", text[::-1])):
        visit = VisitReport(key, 0, 3, "Cuba.", "Sergey Lavrov", "minister", "RUS", "CUB", "Havana", date(2020, 1, 2),
                            date(2020, 1, 2), "day", "completed", 0.7)  # fmt: skip
        day = date(2020, 1, 2) if key == "a" else date(2020, 1, 3)
        store.add([(Article(key, source, None, None, day, None, "en", words), Rows((), (visit,)))])
    facts = Facts(store.path)
    for reader in (facts, Facts(store.path)):
        assert query.articles(reader, Filters(copies=True))["duplicate_of"].dropna().tolist() == ["a"]
        counted = {copies: query.visits(reader, Filters(copies=copies)).iloc[0] for copies in (True, False)}
        assert (counted[True]["n_articles"], counted[True]["n_sources"]) == (3, 3)
        assert (counted[False]["n_articles"], counted[False]["n_sources"]) == (2, 2)
        assert list(counted[True].index) == list(columns("visits"))
        facts.save()


def test_copies_count_once_unless_asked_for(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    first = store.frame("SELECT * FROM articles ORDER BY length(text) DESC LIMIT 1").iloc[0]
    day = first["published"].date()
    copy = Article(
        "copy",
        "Another",
        None,
        "Another headline",
        day + timedelta(1),
        None,
        "en",
        f"By A. Writer\n{first['text']}",
    )
    span = ("copy", 0, 2, "By")
    mention = Mention(*span, "Fiji", "country", "name", "FJI", "Fiji", "FJI", 0.9)
    facts = Facts(store.path)
    before = query.summary(facts, EVERYTHING)
    store.add([(copy, Rows((mention,)))])
    for reader in (facts, Facts(store.path)):
        assert query.summary(reader, EVERYTHING) == before
        assert query.summary(reader, Filters(copies=True)).articles == before.articles + 1
        assert query.mention_ranking(reader, EVERYTHING, limit=None)["entity_id"].ne("FJI").all()
        assert query.mention_ranking(reader, Filters(copies=True), limit=None)["entity_id"].eq("FJI").any()
        listed = query.articles(reader, Filters(copies=True)).set_index("article_id")
        assert listed.loc["copy", "duplicate_of"] == first["article_id"]
        assert listed["duplicate_of"].notna().sum() == 1
        facts.save()
    store.remove([first["article_id"]])
    assert "copy" in set(query.articles(facts, EVERYTHING)["article_id"]), "its original is gone"


def test_what_was_saved_is_read_where_it_lies_and_copied_only_when_it_changes(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    expected = query.summary(Facts(store.path), EVERYTHING)
    saver = Facts(store.path)
    saver.save()
    reader = Facts(store.path)
    for facts in (saver, reader):
        assert query.summary(facts, EVERYTHING) == expected
        assert facts.unsaved == 0
        assert _kept_in_memory(facts) == 0
    store.add([article(1, random.Random(8))])
    assert query.summary(reader, EVERYTHING).articles == expected.articles + 1
    assert _kept_in_memory(reader) == len(KEPT)
    assert [
        *reader.frame("SELECT database_name AS name FROM duckdb_databases() WHERE NOT internal")["name"]
    ] == ["memory"]


def _kept_in_memory(facts: Facts) -> int:
    return len(
        facts.frame(
            "SELECT 1 FROM duckdb_tables() WHERE table_name = ANY($1) AND database_name = 'memory'",
            [list(KEPT)],
        )
    )


@pytest.mark.parametrize("damage", ["", "{", '{"last": 1}', "*.parquet", "*.duckdb"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str) -> None:
    store = fill(tmp_path / "store")
    Facts(store.path).save()
    expected = query.summary(Facts(store.path), EVERYTHING)
    for file in folder(store.path).glob(damage if damage.startswith("*") else "*.json"):
        file.write_text(damage, encoding="utf-8")
    assert query.summary(Facts(store.path), EVERYTHING) == expected


def test_an_index_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    folder(store.path).write_text("in the way", encoding="utf-8")
    facts = Facts(store.path)
    expected = query.summary(facts, EVERYTHING)
    assert facts.unsaved
    assert not facts.save()
    assert not facts.unsaved
    assert query.summary(facts, EVERYTHING) == expected
    assert len(query.articles(facts, Filters(words="ghana"))) == 1


def test_readers_do_not_wait_for_whoever_takes_in_what_is_new(tmp_path: Path) -> None:
    chance = random.Random(6)
    store = Store(tmp_path / "store")
    store.add([article(n, chance) for n in range(20)])
    facts = Facts(store.path)
    before = facts.version
    with facts._changing, ThreadPoolExecutor(1) as other:
        store.add([article(n, chance) for n in range(20, 30)])
        assert other.submit(lambda: facts.version).result(timeout=60) == before
        assert other.submit(query.summary, facts, EVERYTHING).result(timeout=60).articles == 20
    assert facts.version != before
    assert query.summary(facts, EVERYTHING).articles == 30


def test_two_programs_save_at_once(tmp_path: Path) -> None:
    chance = random.Random(5)
    store = Store(tmp_path / "store")
    store.add([article(n, chance) for n in range(60)])
    code = "import sys; from lib.store import Facts\nfor _ in range(3): Facts(sys.argv[1]).save()"
    running = [subprocess.Popen([sys.executable, "-c", code, str(store.path)]) for _ in range(2)]
    store.add([article(n, chance) for n in range(60, 80)])
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert dict(answers(Facts(store.path))) == dict(answers(store))
