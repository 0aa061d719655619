"""Claims on made-up figures: who is set against whom, what counts once, what becomes of targets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest
from gold_store import FrameStore

from lib import query
from lib.query import EVERYTHING, Filters
from lib.query.conversion import converted
from lib.rates import rate
from lib.records import columns

BN = 1e9
FIELDS = {
    "article_id": "a", "amount": 5 * BN, "unit": "USD", "flow": "export", "reporter": "RUS", "partner": "BRA",
    "period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31), "status": "actual", "claimed_by": None,
    "published": date(2022, 2, 1), "source": "News",
}  # fmt: skip
QUARTER = {"period_start": date(2021, 1, 1), "period_end": date(2021, 3, 31)}
UNDATED = {"period_start": None, "period_end": None}


def year(number: int, last: int | None = None) -> dict[str, date]:
    return {"period_start": date(number, 1, 1), "period_end": date(last or number, 12, 31)}


def store(*figures: dict[str, Any]) -> FrameStore:
    """A store of figures, each given by what is special about it; an article of its own unless it names one."""
    rows = [{**FIELDS, "article_id": f"article-{n}", **figure} for n, figure in enumerate(figures)]
    articles = {row["article_id"]: (row["source"], row["published"]) for row in rows}
    article_rows = [
        (article, source, None, "t", published, None, "en", "text")
        for article, (source, published) in articles.items()
    ]
    figure_rows = [
        tuple({"start_char": n, "end_char": n + 1, "sentence": "s", "confidence": 0.9, **row}[name]
              for name in columns("trade_figures"))
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return FrameStore(
        {
            "articles": pd.DataFrame(article_rows, columns=list(columns("articles"))),
            "trade_figures": pd.DataFrame(figure_rows, columns=list(columns("trade_figures"))),
        }
    )


def rivals(*figures: dict[str, Any], **given: Any) -> pd.DataFrame:
    return query.rival_claims(store(*figures), EVERYTHING, **given)


def test_rivals_stand_side_by_side_with_who_says_so() -> None:
    found = rivals(
        {"amount": 5 * BN, "claimed_by": "Ana Gil", "source": "News"},
        {"amount": 7 * BN, "claimed_by": "Bo Li", "source": "Wire"},
    )
    assert found["amount"].tolist() == [7 * BN, 5 * BN]
    assert found["claimed_by"].tolist() == ["Bo Li", "Ana Gil"]
    assert found["source"].tolist() == ["Wire", "News"]
    assert found["article_id"].tolist() == ["article-1", "article-0"]
    assert set(found["question"]) == {1} and set(found["claims"]) == {2}
    assert found["spread"].tolist() == [1.4, 1.4]


def test_what_several_articles_repeat_is_one_claim() -> None:
    found = rivals({"source": "A"}, {"source": "B"}, {"source": "A"}, {"amount": 7 * BN})
    assert found["amount"].tolist() == [7 * BN, 5 * BN]
    assert found["articles"].tolist() == [1, 3]
    assert found["source"].tolist() == ["News", "A, B"]
    assert found["told_in"].tolist()[1].split() == ["article-0.0", "article-1.1", "article-2.2"]


def test_one_sides_exports_are_the_others_imports() -> None:
    found = rivals({}, {"flow": "import", "reporter": "BRA", "partner": "RUS", "amount": 7 * BN})
    assert found["pair"].tolist() == ["Russia → Brazil"] * 2
    assert found["flow"].tolist() == ["import", "export"]
    turnover = {"flow": "trade"}
    back = {"flow": "trade", "reporter": "BRA", "partner": "RUS", "amount": 7 * BN}
    assert set(rivals(turnover, back)["pair"]) == {"Brazil–Russia"}


@pytest.mark.parametrize(
    "other",
    [
        {},  # agrees
        {"flow": "import"},  # the other way round
        {"reporter": "BRA", "partner": "RUS"},
        {"flow": "loan"},
        {"partner": "CUB"},
        {"partner": None},
        {"status": "target"},
        {"unit": "EUR"},
        {"unit": "t"},
        year(2022),
        QUARTER,
        UNDATED,
        {"article_id": "article-0"},  # a range, or parts, told in one breath
        {"amount": -2 * BN},
    ],
    ids=str,
)
def test_other_questions_are_no_rivals(other: dict[str, Any]) -> None:
    assert rivals({}, {"amount": 7 * BN if other else 5 * BN, **other}).empty


def test_two_who_disagree_in_one_article_are_rivals() -> None:
    ana, bo = {"claimed_by": "Ana Gil", "article_id": "a"}, {"claimed_by": "Bo Li", "article_id": "a"}
    assert len(rivals(ana, {**bo, "amount": 7 * BN})) == 2


def test_parts_told_again_in_part_are_no_rivals() -> None:
    together = {"article_id": "a"}, {"article_id": "a", "amount": 7 * BN}
    assert rivals(*together, {"amount": 7 * BN}).empty
    assert len(rivals(*together, {"amount": 8 * BN})) == 3


def test_undated_figures_of_two_articles_are_not_compared_but_counted() -> None:
    figures = {**UNDATED}, {**UNDATED, "amount": 7 * BN}, {}, {"amount": 6 * BN}
    assert query.claim_extent(store(*figures), EVERYTHING) == (1, 1, 2)
    assert len(rivals(*figures)) == 2


def test_many_answers_are_cut_to_the_most_told_and_the_extremes() -> None:
    figures = [
        {"amount": float(n) * BN, "article_id": f"a{n}{k}"} for n in range(1, 30) for k in range(1 + n // 10)
    ]
    found = rivals(*figures)
    assert len(found) == 10 and set(found["claims"]) == {29}
    assert {1 * BN, 29 * BN} <= set(found["amount"])
    assert set(found["spread"]) == {29.0}
    assert found["amount"].between(20 * BN, 29 * BN).sum() == 9, "those told three times"


def test_converted_currencies_answer_one_question() -> None:
    euros = {"unit": "EUR", "amount": 5 * BN}
    assert rivals({}, euros).empty
    found = rivals({}, euros, unit="USD", convert=True)
    mean = rate("EUR", "USD", date(2021, 1, 1), date(2021, 12, 31))
    assert mean and found["value"].tolist() == [5 * BN * mean.value, 5 * BN]
    assert found["spread"][0] == pytest.approx(mean.value)
    assert found["rate_first"].tolist()[0] == pd.Timestamp(mean.first)


def test_a_claim_without_a_rate_stands_there_without_a_value() -> None:
    found = rivals({}, {"unit": "VES", "amount": 9 * BN}, unit="USD", convert=True)
    assert found["value"].isna().sum() == 1 and found["spread"].isna().all()


def test_values_have_the_rate_of_their_period_else_of_publication() -> None:
    frame = pd.DataFrame([
        {**FIELDS, "unit": "GBP", **year(2020)},
        {**FIELDS, "unit": "GBP", **UNDATED, "published": date(2023, 6, 16)},
        {**FIELDS, "unit": "GBP", **UNDATED, "published": None},
        {**FIELDS, "unit": "RUB", **year(2023)},
        {**FIELDS, "unit": "USD", **year(2160)},
    ])  # fmt: skip
    found = converted(frame, "USD")
    assert found["rate"].iloc[:2].tolist() == [
        getattr(rate("GBP", "USD", *days), "value", None)
        for days in ((date(2020, 1, 1), date(2020, 12, 31)), (date(2023, 6, 16), date(2023, 6, 16)))
    ]
    assert found["value"].isna().tolist() == [False, False, True, True, False]
    assert found["value"].iloc[4] == 5 * BN and found["rate_first"].isna().iloc[4]


def totals(*figures: dict[str, Any], **given: Any) -> pd.DataFrame:
    return query.trade_totals(store(*figures), EVERYTHING, **given)


def test_a_total_adds_no_figure_twice() -> None:
    mirrored = {"flow": "import", "reporter": "BRA", "partner": "RUS"}
    found = totals(
        {}, {}, mirrored, {"amount": 9 * BN}, {**QUARTER, "amount": BN}, {**year(2022), "amount": 3 * BN}
    )
    assert found["total"].tolist() == [8 * BN], "the year most tell, without its quarter, and the year after"
    assert found[["periods", "left_out", "articles"]].to_numpy().tolist() == [[2, 2, 4]]
    assert found["period_start"][0] == pd.Timestamp(2021, 1, 1)


def test_of_overlapping_periods_the_longest_is_added() -> None:
    found = totals(
        {**year(2016, 2018), "amount": 4 * BN}, {**year(2017), "amount": BN}, {**year(2019), "amount": BN}
    )
    assert found["total"].tolist() == [5 * BN]


def test_of_claims_told_alike_the_middle_one_counts() -> None:
    assert totals({}, {"amount": BN}, {"amount": 90 * BN})["total"].tolist() == [5 * BN]


def test_flows_and_pairs_stand_apart_and_some_have_no_sum() -> None:
    found = totals(
        {},
        {"flow": "trade"},
        {"reporter": "EUE"},
        {"flow": "debt"},
        {"status": "target", **year(2020)},
        UNDATED,
    )
    assert found["total"].tolist() == [5 * BN] * 3
    assert totals({"unit": "bbl/d"}, unit="bbl/d").empty
    assert totals({"flow": "debt"}).empty


def test_a_converted_total_takes_a_claim_with_a_rate() -> None:
    roubles = {"unit": "RUB", "amount": 60 * BN, **year(2022)}
    assert totals(roubles, roubles, year(2022), unit="USD", convert=True)["total"].tolist() == [5 * BN]


TARGET = {"status": "target", "amount": 10 * BN, "flow": "trade", "published": date(2020, 5, 1), **year(2021)}
ACTUAL = {"flow": "trade"}
LATER = {"flow": "aid", "published": date(2025, 1, 1)}


def outcome(*figures: dict[str, Any]) -> list[Any]:
    found = query.trade_targets(store(*figures), EVERYTHING)
    return (
        found[["outcome", "actual", "reached"]]
        .astype(object)
        .where(found.notna(), None)
        .to_numpy()
        .tolist()[0]
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([{**ACTUAL, "amount": 12 * BN}], ["met", 12 * BN, 1.2]),
        ([{**ACTUAL, "amount": 8 * BN}], ["missed", 8 * BN, 0.8]),
        ([{**ACTUAL, "amount": 8 * BN, "published": date(2021, 7, 1)}], ["open", 8 * BN, 0.8]),
        ([{**ACTUAL, **QUARTER, "amount": 11 * BN}], ["met", 11 * BN, 1.1]),
        ([{**ACTUAL, **QUARTER, "amount": 3 * BN, "published": date(2021, 5, 1)}], ["open", 3 * BN, 0.3]),
        ([{**ACTUAL, **QUARTER, "amount": 3 * BN}, LATER], ["not reported", 3 * BN, 0.3]),
        ([], ["open", None, None]),
        ([LATER], ["not reported", None, None]),
        ([{**ACTUAL, **year(2020), "amount": 11 * BN}], ["met", 11 * BN, 1.1]),  # a year early
        (
            [{**ACTUAL, **year(2019), "amount": 11 * BN, "published": date(2020, 1, 1)}],
            ["open", 11 * BN, 1.1],
        ),
        ([{**ACTUAL, **year(2022), "amount": 11 * BN}], ["not reported", None, None]),  # of another year
        ([{**ACTUAL, "partner": "CUB"}], ["not reported", None, None]),
        ([{**ACTUAL, "flow": "export"}], ["not reported", None, None]),
    ],
    ids=str,
)
def test_a_target_is_met_missed_open_or_not_reported(
    figures: Sequence[dict[str, Any]], expected: list[Any]
) -> None:
    assert outcome(TARGET, *figures) == expected


def test_a_target_without_a_period_can_be_met_but_not_missed() -> None:
    aim = {**TARGET, **UNDATED}
    assert outcome(aim, {**ACTUAL, "amount": 8 * BN}) == ["open", 8 * BN, 0.8]
    assert outcome(aim, {**ACTUAL, "amount": 11 * BN}) == ["met", 11 * BN, 1.1]
    before = {**ACTUAL, "amount": 11 * BN, **year(2018), "published": date(2019, 2, 1)}
    assert outcome(aim, before)[0] == "open", "what was reached before is no outcome"
    pledge = {**aim, "flow": "aid"}
    assert outcome(pledge, {"flow": "aid", "amount": 12 * BN}) == ["open", None, None], (
        "it may be another gift"
    )


def test_a_target_over_several_years_adds_years_that_do_not_overlap() -> None:
    aim = {**TARGET, **year(2021, 2023)}
    years = [{**ACTUAL, **year(n), "amount": 4 * BN} for n in (2021, 2022, 2023)]
    assert outcome(aim, *years) == ["met", 12 * BN, 1.2]
    assert outcome(aim, *years[:2], {**ACTUAL, **QUARTER, "amount": 4 * BN})[1] == 8 * BN


def test_a_target_told_often_is_one_row_and_opens_into_its_outcome() -> None:
    found = query.trade_targets(store(TARGET, TARGET, {**ACTUAL, "amount": 8 * BN}), EVERYTHING)
    assert len(found) == 1 and found["articles"][0] == 2
    assert found["told_in"][0] == "article-0.0 article-1.1" and found["actual_told_in"][0] == "article-2.2"


def test_a_target_without_a_rate_has_no_outcome() -> None:
    found = query.trade_targets(store({**TARGET, "unit": "VES"}, ACTUAL), EVERYTHING, "USD", convert=True)
    assert found["outcome"].isna().all() and found["value"].isna().all()


@pytest.mark.parametrize("ask", [query.rival_claims, query.trade_totals, query.trade_targets])
@pytest.mark.parametrize("convert", [False, True])
def test_nothing_found_has_the_same_columns(gold_store: FrameStore, ask: Any, convert: bool) -> None:
    nothing = Filters(words="zzzzzz")
    full, none = (ask(gold_store, which, "USD", convert) for which in (EVERYTHING, nothing))
    assert none.empty and list(none.columns) == list(full.columns)


def test_figures_of_every_currency_are_converted(gold_store: FrameStore) -> None:
    stated, valued = (
        query.trade_series(gold_store, EVERYTHING, "USD", convert=convert) for convert in (False, True)
    )
    assert len(valued) > len(stated) and not {"%", "t"} & set(valued["unit"])
    assert len(valued) == query.trade_extent(gold_store, EVERYTHING, "USD", convert=True).figures
    largest = query.trade_largest(gold_store, EVERYTHING, "EUR", most=2, convert=True)
    assert largest["value"].notna().all() and largest.groupby("flow").size().max() == 2
    units = query.trade_units(gold_store, EVERYTHING, growth=False)
    assert "%" not in set(units["unit"]) and "t" in set(units["unit"])
