"""Rise and fall, co-mentions, concordance and sources, each against a count made another way."""

from datetime import date
from itertools import combinations

import pandas as pd
import pytest
from gold_store import FrameStore, gold_tables

from lib import query
from lib.query import EVERYTHING, Filters
from lib.records import columns


@pytest.fixture(scope="module")
def named() -> pd.DataFrame:
    """Every mention of the sample with its article's source."""
    tables = gold_tables()
    return tables["mentions"].merge(tables["articles"][["article_id", "source"]], on="article_id")


def _store(*texts: str, names: str = "Cuba Peru Chile") -> FrameStore:
    """A store of articles, a day apart, in which every name is a mention and every line a sentence."""
    articles, mentions = [], []
    for number, text in enumerate(texts):
        key = f"a{number}"
        articles.append(
            [key, f"Source {number % 2}", None, None, date(2020, 1, 1 + number), None, "en", text]
        )
        for name in names.split():
            at = text.find(name)
            while at >= 0:
                line = next(line for line in text[at:].split("\n"))
                sentence = text[: at + len(line)].rsplit("\n", 1)[-1]
                mentions.append(
                    [
                        key,
                        at,
                        at + len(name),
                        sentence,
                        name,
                        "country",
                        "name",
                        name.upper(),
                        name,
                        None,
                        0.9,
                    ]
                )
                at = text.find(name, at + 1)
    return FrameStore(
        {
            "articles": pd.DataFrame(articles, columns=columns("articles")),
            "mentions": pd.DataFrame(mentions, columns=columns("mentions")),
        }
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cuba thanked\n\nPeru’s  co-operation.", 4),
        ("", 0),
        (" \n ", 0),
        ("外长访问古巴。", 6),
        ("Año nuevo", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert _store(text).frame("SELECT word_count FROM headlines", {})["word_count"].tolist() == [words]


def test_rate_is_mentions_per_thousand_words(gold_store: FrameStore) -> None:
    total = gold_store.frame("SELECT sum(word_count) AS n FROM headlines", {})["n"][0]
    ranking = query.mention_ranking(gold_store, EVERYTHING)
    assert ranking["rate"].tolist() == pytest.approx((1000 * ranking["mentions"] / total).tolist())
    store = _store("Cuba and Peru rest.", "It rains.", "Cuba")
    assert query.mention_ranking(store, EVERYTHING)["rate"].tolist() == pytest.approx([2000 / 7, 1000 / 7])


def test_an_average_takes_whole_windows_together() -> None:
    store = _store("Cuba Cuba", "It rains on and on.", "Cuba", "Peru")
    days = {"by": "day", "entities": ("CUBA",), "average": 3}
    count = query.mention_timeline(store, EVERYTHING, **days)["value"]
    assert count.isna().tolist() == [True, True, False, False]
    assert count[2:].tolist() == pytest.approx([1, 1 / 3])
    share = query.mention_timeline(store, EVERYTHING, measure="share", **days)["value"]
    assert share[2:].tolist() == pytest.approx([2 / 3, 1 / 3])
    rate = query.mention_timeline(store, EVERYTHING, measure="rate", **days)["value"]
    assert rate[2:].tolist() == pytest.approx([3000 / 8, 1000 / 7])
    assert query.mention_timeline(store, EVERYTHING, by="day", average=9)["value"].isna().all()


def test_an_average_is_of_something(gold_store: FrameStore) -> None:
    with pytest.raises(ValueError, match="average is of one period or more"):
        query.mention_timeline(gold_store, EVERYTHING, average=0)


@pytest.mark.parametrize(
    ("filters", "by", "present", "before"),
    [
        (Filters(), "month", "2025-06-01 2025-06-30", "2025-05-01"),  # July has only begun
        (Filters(), "quarter", "2025-04-01 2025-06-30", "2025-01-01"),
        (Filters(), "year", "2024-01-01 2024-12-31", "2023-01-01"),
        (Filters(end=date(2024, 2, 29)), "month", "2024-02-01 2024-02-29", "2024-01-01"),
        # the filters' own days, as many days before; whole months, as many months before
        (Filters(start=date(2024, 3, 10), end=date(2024, 3, 19)), "year", "2024-03-10 2024-03-19", "2024-02-29"),
        (Filters(start=date(2024, 3, 1), end=date(2024, 4, 30)), "year", "2024-03-01 2024-04-30", "2024-01-01"),
        (Filters(start=date(2025, 7, 2)), "year", "2025-07-02 2025-07-09", "2025-06-24"),
    ],
)  # fmt: skip
def test_what_is_compared(filters: Filters, by: str, present: str, before: str) -> None:
    last = min(filters.end or date(2025, 7, 9), date(2025, 7, 9))
    found = query.compared(filters, date(2018, 11, 12), last, by)
    assert found is not None
    assert (f"{found.start} {found.end}", str(found.before)) == (present, before)
    assert (found.start - found.before_end).days == 1


def test_changes_are_the_difference_of_two_rankings(gold_store: FrameStore) -> None:
    periods = query.Compared(date(2024, 1, 1), date(2024, 12, 31), date(2023, 1, 1))
    years = {
        year: query.mention_ranking(
            gold_store, Filters(start=date(year, 1, 1), end=date(year, 12, 31)), None, None
        ).set_index("entity_id")
        for year in (2023, 2024)
    }
    for measure, column in {"count": "mentions", "share": "share", "rate": "rate"}.items():
        changes = query.mention_changes(
            gold_store, EVERYTHING, periods, None, measure=measure, limit=None
        ).set_index("entity_id")
        assert set(changes.index) == set(years[2023].index) | set(years[2024].index)
        expected = years[2024][column].sub(years[2023][column], fill_value=0).reindex(changes.index)
        assert changes["difference"].tolist() == pytest.approx(expected.tolist())
        assert changes["difference"].abs().is_monotonic_decreasing
    assert changes.loc["PER", "change"] != changes.loc["PER", "change"], (
        "Peru is new: of nothing there is no part"
    )
    assert changes.loc["IND", "change"] == -1


def test_changes_look_past_the_filters_first_day(gold_store: FrameStore) -> None:
    in_2024 = Filters(start=date(2024, 1, 1), end=date(2024, 12, 31))
    periods = query.compared(in_2024, date(2024, 2, 14), date(2024, 11, 21))
    assert periods is not None
    changes = query.mention_changes(gold_store, in_2024, periods).set_index("entity_id")
    assert changes.loc["VEN", ["mentions", "mentions_before"]].tolist() == [3, 16]


@pytest.mark.parametrize("within", ["article", "sentence"])
def test_pairs_are_counted_in_articles(gold_store: FrameStore, named: pd.DataFrame, within: str) -> None:
    countries = named[named["kind"] == "country"]
    top = countries["entity_id"].value_counts()
    together: dict[frozenset[str], set[str]] = {}
    for key, rows in countries.groupby(["article_id"] + ["sentence"] * (within == "sentence")):
        for pair in combinations(sorted(set(rows["entity_id"])), 2):
            together.setdefault(frozenset(pair), set()).add(key[0])
    pairs = query.comentions(gold_store, EVERYTHING, within=within, limit=60)
    assert len(top) <= 60
    assert {
        frozenset((row.entity_id, row.other_id)): row.together for row in pairs.itertuples()
    } == {pair: len(articles) for pair, articles in together.items()}  # fmt: skip
    articles = countries.groupby("entity_id")["article_id"].nunique()
    first = pairs.iloc[0]
    union = articles[first["entity_id"]] + articles[first["other_id"]] - first["together"]
    assert first["share"] == pytest.approx(first["together"] / union)
    one, other = ("country", first["entity_id"]), ("country", first["other_id"])
    joint = query.joint_articles(gold_store, EVERYTHING, one, other, within=within)
    assert set(joint["article_id"]) == together[frozenset((one[1], other[1]))]
    assert joint["published"].is_monotonic_decreasing


def test_pairs_need_one_sentence_when_asked_for() -> None:
    store = _store("Cuba met Peru.\nChile did not.", "Cuba.\nPeru and Chile.", "Chile")
    in_article = query.comentions(store, EVERYTHING).set_index(["entity_id", "other_id"])["together"]
    assert in_article.sort_index().to_dict() == {
        ("CHILE", "CUBA"): 2, ("CHILE", "PERU"): 2, ("CUBA", "PERU"): 2
    }  # fmt: skip
    in_sentence = query.comentions(store, EVERYTHING, within="sentence").set_index(["entity_id", "other_id"])
    assert in_sentence["together"].sort_index().to_dict() == {("CHILE", "PERU"): 1, ("CUBA", "PERU"): 1}
    joint = query.joint_articles(store, EVERYTHING, ("country", "CUBA"), ("country", "PERU"))
    assert joint[["article_id", "mentions", "other_mentions"]].values.tolist() == [["a1", 1, 1], ["a0", 1, 1]]
    with pytest.raises(ValueError, match="within is one of"):
        query.comentions(store, EVERYTHING, within="page")


def test_pairs_follow_who_is_chosen(gold_store: FrameStore) -> None:
    pairs = query.comentions(gold_store, EVERYTHING)
    assert query.paired(pairs, ()).all()
    of_cuba = pairs[query.paired(pairs, ("CUB",))]
    assert ((of_cuba["entity_id"] == "CUB") | (of_cuba["other_id"] == "CUB")).all() and len(of_cuba) > 1
    assert len(pairs[query.paired(pairs, ("CUB", "RUS"))]) == 1


def test_concordance_holds_the_words_around(gold_store: FrameStore, named: pd.DataFrame) -> None:
    lines = query.concordance(gold_store, EVERYTHING, "country", "CUB")
    assert len(lines) == (named["entity_id"] == "CUB").sum()
    texts = gold_tables()["articles"].set_index("article_id")["text"]
    for row in lines.itertuples():
        text = " ".join(texts[row.article_id].split())
        assert row.surface == texts[row.article_id][row.start_char : row.end_char]
        assert " ".join(f"{row.before} {row.surface}".split()).replace(" ", "") in text.replace(" ", "")
        assert f"{row.surface}{row.after}".replace(" ", "") in text.replace(" ", "")
        assert len(row.before) <= 60 and len(row.after) <= 60


def test_concordance_is_sorted_by_what_is_next_to_the_word() -> None:
    store = _store("He saw Cuba twice.", "She saw Cuba again.", "A man left Cuba\nlate.\n\nMore.")

    def told(order: str, limit: int | None = None) -> list[str]:
        lines = query.concordance(store, EVERYTHING, "country", "CUBA", order=order, limit=limit)
        return [f"{row.before}|{row.after}" for row in lines.itertuples()]

    assert told("date") == ["A man left|late.", "She saw|again.", "He saw|twice."]
    assert told("before") == ["A man left|late.", "He saw|twice.", "She saw|again."]
    assert told("after") == ["She saw|again.", "A man left|late.", "He saw|twice."]
    assert told("after", limit=2) == ["She saw|again.", "A man left|late."], "the newest, then sorted"
    with pytest.raises(ValueError, match="order is one of"):
        told("length")


def test_sources_are_compared_on_all_their_articles(gold_store: FrameStore, named: pd.DataFrame) -> None:
    told = query.mention_sources(gold_store, EVERYTHING, ("CUB", "RUS"), limit=None)
    articles = gold_tables()["articles"]
    assert told.drop_duplicates("source")["published"].sum() == len(articles)
    assert told.groupby("entity_id")["mentions"].sum().to_dict() == {
        key: (named["entity_id"] == key).sum() for key in ("CUB", "RUS")
    }
    meridian = told[(told["source"] == "Meridian Newswire") & (told["entity_id"] == "RUS")].iloc[0]
    assert (meridian["articles"], meridian["published"], meridian["value"]) == (4, 5, 0.8)
    rate = query.mention_sources(gold_store, EVERYTHING, ("CUB",), measure="rate").iloc[0]
    assert rate["value"] == pytest.approx(1000 * rate["mentions"] / rate["words"])
    assert told["source"].isna().sum() == 2, "articles without a source are one row for each entity"
