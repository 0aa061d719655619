"""Visits between countries are counted once and both ways, whatever the filters, and drawn as counted."""

from datetime import date
from itertools import product

import pandas as pd
import pytest
from gold_store import FrameStore, gold_tables

from lib import charts, countries, query
from lib.charts.network import BALANCES, balance
from lib.query import EVERYTHING, UNKNOWN, Filters
from lib.records import columns
from lib.ui import relations

TRIPS = [
    # visitor, from, to, day, status
    ("Ana", "PER", "CUB", "2020-02-03", "completed"),
    ("Ana", "PER", "CUB", "2021-02-03", "completed"),
    ("Eva", "PER", "CUB", "2022-05-01", "ongoing"),
    ("Eva", "PER", "CUB", "2023-05-01", "planned"),
    ("Leo", "CUB", "PER", "2021-06-01", "completed"),
    ("Leo", "CUB", "MEX", "2021-06-04", "completed"),
    ("Leo", "CUB", "CHL", None, "cancelled"),
    ("Tom", None, "MEX", "2021-07-01", "completed"),
    ("Mia", "MEX", "MEX", "2021-08-01", "completed"),
]


@pytest.fixture(scope="module")
def trips() -> FrameStore:
    rows = pd.DataFrame(index=range(len(TRIPS)), columns=list(columns("visits")), dtype=object)
    rows[["visitor", "visitor_country", "host_country", "start_date", "status"]] = TRIPS
    rows["date_precision"] = rows["start_date"].notna().map({True: "day", False: None})
    rows["end_date"], rows["visit_id"] = rows["start_date"], [str(n) for n in rows.index]
    rows["first_reported"] = rows["last_reported"] = "2021-01-01"
    rows["n_articles"] = rows["n_sources"] = 1
    return FrameStore({"visits": rows})


def pairs_of(frame: pd.DataFrame, *fields: str) -> dict[tuple[str, str], tuple[int, ...]]:
    return {
        (row["visitor_country"], row["host_country"]): tuple(row[field] for field in fields)
        for row in frame.to_dict("records")
    }


def test_pairs_count_visits_made_ahead_and_the_other_way(trips: FrameStore) -> None:
    frame = query.visit_pairs(trips, EVERYTHING)
    assert pairs_of(frame, "visits", "made", "ahead", "returned", "balance") == {
        ("PER", "CUB"): (4, 3, 1, 1, 2),
        ("CUB", "PER"): (1, 1, 0, 3, -2),
        ("CUB", "MEX"): (1, 1, 0, 0, 1),
        ("CUB", "CHL"): (1, 0, 0, 0, 0),
    }
    assert frame["first"][0] == pd.Timestamp(2020, 2, 3) and frame["last"][0] == pd.Timestamp(2023, 5, 1)
    assert frame["first_precision"][0] == frame["last_precision"][0] == "day"
    assert len(query.visit_pairs(trips, EVERYTHING, limit=2)) == 2


@pytest.mark.parametrize(
    ("filters", "made", "returned"),
    [
        (Filters(visitor_countries=("PER",)), 3, 1),
        (Filters(host_countries=("CUB",)), 3, 1),
        (Filters(people=("ana",)), 2, 1),  # one person's visits, and anyone's the other way
        (Filters(start=date(2022, 1, 1)), 1, 0),
        (Filters(statuses=("ongoing",)), 1, 0),
    ],
    ids=str,
)
def test_the_other_way_is_counted_whoever_is_chosen(
    trips: FrameStore, filters: Filters, made: int, returned: int
) -> None:
    found = pairs_of(query.visit_pairs(trips, filters), "made", "returned")
    assert found[("PER", "CUB")] == (made, returned)


def test_an_exchange_stands_once_led_by_who_visits_more(trips: FrameStore) -> None:
    frame = query.exchanges(trips, EVERYTHING)
    assert pairs_of(frame, "made", "returned", "total") == {
        ("PER", "CUB"): (3, 1, 4),
        ("CUB", "MEX"): (1, 0, 1),
        ("CUB", "CHL"): (0, 0, 0),
    }
    assert set(pairs_of(query.exchanges(trips, EVERYTHING, among=2))) == {("PER", "CUB")}
    assert set(pairs_of(query.exchanges(trips, Filters(visitor_countries=("CUB",))))) == {
        ("CUB", "PER"),
        ("CUB", "MEX"),
        ("CUB", "CHL"),
    }


def test_meetings_are_pairs_not_ways(trips: FrameStore, empty_store: FrameStore) -> None:
    met = query.meetings(trips, EVERYTHING)
    assert met == (3, 2, 1, 5, 1, 4)
    assert met.unstated == 1, "Tom's country is not stated"
    assert query.meetings(empty_store, EVERYTHING) == (0, 0, 0, 0, 0, 0)


def test_a_matrix_holds_the_busiest_on_either_side(gold_store: FrameStore) -> None:
    everything = query.visit_pairs(gold_store, EVERYTHING)
    matrix = query.visit_matrix(gold_store, EVERYTHING, most=4)
    gone = everything.groupby("visitor_country")["made"].sum().nlargest(4)
    assert set(matrix["visitor_country"]) <= set(gone.index) and matrix["host_country"].nunique() <= 4
    for row in matrix.to_dict("records"):
        assert row["gone"] == gone[row["visitor_country"]]
        assert (
            row["received"] == everything.loc[everything["host_country"] == row["host_country"], "made"].sum()
        )


def test_a_matrix_of_planned_visits_counts_them(gold_store: FrameStore) -> None:
    matrix = query.visit_matrix(gold_store, Filters(statuses=("planned",)))
    assert matrix["visits"].sum() > 0 == matrix["made"].sum()
    assert "None" not in charts.relation_matrix(matrix).alt


def test_countries_side_by_side_agree_with_their_own_pages(gold_store: FrameStore) -> None:
    figures = query.country_figures(gold_store, EVERYTHING, ("CUB", "RUS"))
    assert figures["country"].tolist() == ["CUB", "RUS"]
    for row in figures.to_dict("records"):
        abroad = query.summary(gold_store, Filters(visitor_countries=(row["country"],)))
        home = query.summary(gold_store, Filters(host_countries=(row["country"],)))
        assert (row["made"], row["hosts"], row["ahead"]) == (abroad.made, abroad.hosts_visited, abroad.ahead)
        assert (row["received"], row["expected"]) == (home.made, home.ahead)
        assert row["trade_figures"] == abroad.trade_figures
        mentioned = query.mention_ranking(gold_store, EVERYTHING, "country", None).set_index("entity_id")
        assert (row["mentions"], row["articles"]) == tuple(
            mentioned.loc[row["country"], ["mentions", "articles"]]
        )


def test_figures_of_a_country_follow_the_other_side_of_the_filters(trips: FrameStore) -> None:
    (row,) = query.country_figures(trips, Filters(host_countries=("PER",)), ("CUB",)).to_dict("records")
    assert (row["made"], row["hosts"], row["received"]) == (1, 1, 3)


def test_partners_of_two_countries(trips: FrameStore) -> None:
    found = query.partners(trips, EVERYTHING, ("CUB", "PER")).set_index("partner")
    assert found.loc["PER"].tolist() == ["Peru", 1, 3, 0, 0, 4]
    assert found.loc["CUB"].tolist() == ["Cuba", 0, 0, 3, 1, 4]
    assert found.loc["MEX", "one_made"] == 1 and "CHL" not in found.index


def test_visits_by_year_leave_out_what_has_no_date_or_stays_at_home(trips: FrameStore) -> None:
    years = query.visit_years(trips, EVERYTHING, ("CUB", "MEX"))
    assert years.values.tolist() == [
        ["CUB", 2020, 0, 1],
        ["CUB", 2021, 2, 1],
        ["CUB", 2022, 0, 1],
        ["MEX", 2021, 0, 2],
    ]


BEFORE, AFTER = (date(2020, 1, 1), date(2020, 12, 31)), (date(2021, 1, 1), date(2022, 12, 31))


def test_changes_between_periods(trips: FrameStore) -> None:
    hosts = query.visit_changes(trips, EVERYTHING, BEFORE, AFTER)
    assert hosts.values.tolist() == [["MEX", 0, 2, 2], ["CUB", 1, 2, 1], ["PER", 0, 1, 1]]
    pairs = query.visit_changes(trips, EVERYTHING, BEFORE, AFTER, "pair")
    assert pairs_of(pairs, "before", "after") == {
        ("PER", "CUB"): (1, 2),
        ("CUB", "PER"): (0, 1),
        ("CUB", "MEX"): (0, 1),
    }
    later = Filters(start=date(2030, 1, 1), statuses=("completed",))
    assert query.visit_changes(trips, later, BEFORE, AFTER)["after"].sum() == 4, (
        "the periods replace the sidebar's"
    )
    with pytest.raises(ValueError, match="host, pair"):
        query.visit_changes(trips, EVERYTHING, BEFORE, AFTER, "person")


@pytest.mark.parametrize("filters", [EVERYTHING, Filters(words="oil"), Filters(sources=(UNKNOWN,))], ids=str)
def test_every_visit_is_in_one_pair(gold_store: FrameStore, filters: Filters) -> None:
    visits = query.visits(gold_store, filters)
    abroad = visits[visits["visitor_country"].notna() & (visits["visitor_country"] != visits["host_country"])]
    assert query.visit_pairs(gold_store, filters)["visits"].sum() == len(abroad) > 0


def test_a_matrix_draws_each_pair_where_its_countries_cross(trips: FrameStore) -> None:
    figure = charts.relation_matrix(query.visit_matrix(trips, EVERYTHING), selection=("CUB>MEX",)).figure
    assert [text.split("  ")[0] for text in figure.layout.yaxis.ticktext] == ["Peru", "Cuba"]
    assert [text.split("  ")[0] for text in figure.layout.xaxis.ticktext] == ["Cuba", "Mexico", "Peru"]
    few, many = (next(t for t in figure.data if t.name == name) for name in ("few visits", "many visits"))
    assert [list(line) for line in few.text] == [["3", "", ""], ["", "1", "1"]]
    assert not any(any(line) for line in many.text)
    (points,) = (trace for trace in figure.data if trace.name == "pairs")
    places = {key: (x, y) for (key,), x, y in zip(points.customdata, points.x, points.y, strict=True)}
    assert places == {"PER>CUB": (0, 0), "CUB>MEX": (1, 1), "CUB>PER": (2, 1)}
    (shape,) = figure.layout.shapes
    assert (shape.x0, shape.y0) == (0.5, 0.5), "what is chosen is outlined"


def test_every_number_of_a_matrix_stands_once(gold_store: FrameStore) -> None:
    matrix = query.visit_matrix(gold_store, EVERYTHING)
    figure = charts.relation_matrix(matrix).figure
    drawn = [cell for trace in figure.data[1:3] for line in trace.text for cell in line if cell]
    assert sorted(map(int, drawn)) == sorted(matrix["made"])


def test_a_pair_is_coloured_by_its_balance_and_points_at_the_host(trips: FrameStore) -> None:
    figure = charts.relation_network(query.exchanges(trips, EVERYTHING)).figure
    assert {trace.name for trace in figure.data} >= {"mostly one way", "one way only"}
    assert (
        BALANCES[balance(3, 1)] == "mostly one way" and BALANCES[balance(2, 2)] == "about as often both ways"
    )
    places = dict(
        zip(
            (text.split("</b>")[0].removeprefix("<b>") for text in _trace(figure, "countries").text),
            zip(_trace(figure, "countries").x, _trace(figure, "countries").y, strict=True),
            strict=True,
        )
    )
    assert set(places) == {"Peru", "Cuba", "Mexico"}, "a pair with no visit made is not drawn"
    heads = _trace(figure, "hosts")
    for n, host, visitor in ((1, "Cuba", "Peru"), (4, "Mexico", "Cuba")):
        head = heads.x[n], heads.y[n]
        assert _distance(head, places[host]) < _distance(head, places[visitor])
    keys = {key for (key,) in _trace(figure, "pairs").customdata}
    assert keys == {"PER>CUB", "CUB>PER", "CUB>MEX"}, "each way can be pointed at"


def _trace(figure, name: str):
    (found,) = (trace for trace in figure.data if trace.name == name)
    return found


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def test_countries_stand_from_west_to_east(gold_store: FrameStore) -> None:
    dots = _trace(charts.relation_network(query.exchanges(gold_store, EVERYTHING, 20)).figure, "countries")
    names = [text.split("</b>")[0].removeprefix("<b>") for text in dots.text]
    codes = {countries.name(code): code for code in countries.codes()}
    longitudes = [countries.point(codes[name])[1] for name in names]  # type: ignore[index]
    assert [key for (key,) in dots.customdata] == [codes[name] for name in names]
    assert len(names) <= 20 and longitudes == sorted(longitudes)


def test_a_part_of_a_bar_is_a_way(trips: FrameStore) -> None:
    there, back = charts.relation_bars(query.exchanges(trips, EVERYTHING)).figure.data
    assert [key for (key,) in there.customdata] == ["PER>CUB", "CUB>MEX"]
    assert [key for (key,) in back.customdata] == ["CUB>PER", "MEX>CUB"]
    assert (list(there.x), list(back.x)) == ([3, 1], [1, 0])


def test_side_by_side_means_one_scale(gold_store: FrameStore) -> None:
    years = query.visit_years(gold_store, EVERYTHING, ("RUS", "CUB"))
    one, other = (charts.visit_years_chart(years, code).figure.layout for code in ("RUS", "CUB"))
    assert one.yaxis.range == other.yaxis.range and one.xaxis.range == other.xaxis.range
    changes = query.visit_changes(gold_store, EVERYTHING, (date(2022, 1, 1), date(2022, 12, 31)), AFTER)
    sides = [charts.host_changes_chart(changes, side, "then").figure.layout for side in ("before", "after")]
    assert sides[0].xaxis.range == sides[1].xaxis.range
    assert sides[0].yaxis.ticktext == sides[1].yaxis.ticktext


@pytest.mark.parametrize(("there", "back"), list(product((0, 1), repeat=2)))
def test_first_sentence_of_few_visits(there: int, back: int) -> None:
    visits = gold_tables()["visits"].head(2).copy()
    visits["visitor_country"], visits["host_country"] = ["PER", "CUB"], ["CUB", "PER"]
    visits["status"] = ["completed" if made else "planned" for made in (there, back)]
    store = FrameStore({"visits": visits})
    said = relations.lead(query.meetings(store, EVERYTHING), query.exchanges(store, EVERYTHING))
    if not there and not back:
        assert (
            said
            == "No visit between countries is made yet: 2 pairs with visits planned, invited or called off."
        )
    elif there and back:
        assert "Cuba made 1 visit to Peru, Peru 1 to Cuba." in said and "(100 %)" in said
    else:
        assert " none to " in said and "0 visited each other" in said
