"""Tours, playback and the calendar of coming visits."""

from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from gold_store import FrameStore, gold_tables

from lib import charts, countries, icalendar, query
from lib.charts.playback import HOSTS
from lib.query import EVERYTHING, Filters
from lib.query.tours import EACH, FRAMES, steps
from lib.records import columns

RUBIO = Filters(people=("marco-rubio",))
HOSTILE = "Ana;\r\nEND:VCALENDAR\r\nÀ, " + "é" * 80


def test_a_tour_is_told_whole_though_one_stop_passes(gold_store: FrameStore) -> None:
    whole = query.tours(gold_store, RUBIO)
    part = query.tours(gold_store, Filters(people=("marco-rubio",), host_countries=("SLV",)))
    pd.testing.assert_frame_equal(whole, part)
    (tour,) = whole.to_dict("records")
    assert (tour["hosts"], tour["legs"], tour["countries"], tour["days"]) == (
        "PAN, SLV, CRI, GTM, DOM",
        5,
        5,
        5,
    )


def test_kilometres_run_from_home_through_every_stop(gold_store: FrameStore) -> None:
    tours = query.tours(gold_store, EVERYTHING)
    for tour in tours.to_dict("records"):
        legs = query.tour(gold_store, tour["tour_id"])
        assert legs["leg"].tolist() == list(range(1, tour["legs"] + 1))
        assert legs["km"].sum() == pytest.approx(tour["km"])
        assert legs["from_name"].tolist()[1:] == legs["to_name"].tolist()[:-1]
        assert (legs["from_lat"][0], legs["from_lon"][0]) == countries.capital(tour["visitor_country"])


def test_a_way_through_a_place_that_nobody_knows_has_no_length() -> None:
    gold = gold_tables()
    visits = gold["visits"].copy()
    visits["host_country"] = visits["host_country"].replace("SLV", "QQQ")
    store = FrameStore({**gold, "visits": visits})
    (tour,) = query.tours(store, RUBIO).to_dict("records")
    assert pd.isna(tour["km"])
    legs = query.tour(store, tour["tour_id"])
    assert legs["km"].isna().tolist() == [False, True, True, False, False]
    picture = charts.tour_map(legs)
    assert "2 legs without a known place not drawn" in picture.alt


def test_extents_count_what_is_listed(gold_store: FrameStore) -> None:
    for filters in (EVERYTHING, RUBIO, Filters(words="zzzz")):
        extent, tours = query.tour_extent(gold_store, filters), query.tours(gold_store, filters)
        assert (extent.tours, extent.visitors) == (len(tours), tours["visitor"].nunique())
        assert extent.most_legs == tours["legs"].max() if len(tours) else extent.most_legs == 0
        coming = query.coming(gold_store, filters, date(2018, 1, 1))
        assert query.coming_extent(gold_store, filters, date(2018, 1, 1)) == len(coming)


def test_numbers_and_arrows_follow_the_legs(gold_store: FrameStore) -> None:
    legs = query.tour(gold_store, query.tours(gold_store, RUBIO)["tour_id"][0])
    picture = charts.tour_map(legs)
    stops = [trace for trace in picture.figure.data if trace.mode == "markers+text"]
    assert sorted(text for trace in stops for text in trace.text) == [f"<b>{n}</b>" for n in range(1, 6)]
    assert {visit for trace in stops for visit in trace.customdata} == set(legs["visit_id"])
    lines = [trace for trace in picture.figure.data if trace.mode == "lines"]
    ends = [
        [
            point
            for point, after in zip(line.lat, [*line.lat[1:], None], strict=True)
            if after is None and point
        ]
        for line in lines
    ]
    assert ends[0] == [round(lat, 2) for lat in legs["to_lat"]], "each way ends at its stop"
    assert (
        "From United States: 1 Panama, 2 El Salvador, 3 Costa Rica, 4 Guatemala and 5 Santo Domingo"
        in picture.alt
    )


@pytest.mark.parametrize(("one", "other"), [("NZL", "CHL"), ("USA", "CHN"), ("FJI", "ESP")])
def test_a_tour_over_the_edge_of_the_map_stays_one_line(one: str, other: str) -> None:
    rows = []
    for leg, host in enumerate((one, other), 1):
        day = pd.Timestamp(2020, 1, leg)
        rows.append([f"v{leg}", "Ana Gil", "minister", "AUS", host, None, day, day, "day", "completed",
                     day, day, 1, 1, "t", leg, 0.9])  # fmt: skip
    store = FrameStore({"visits": pd.DataFrame(rows, columns=list(columns("visits")))})
    figure = charts.tour_map(query.tour(store, "t")).figure
    for line in (trace for trace in figure.data if trace.mode == "lines"):
        steps = [abs(b - a) for a, b in pairwise(line.lon) if None not in (a, b)]
        assert max(steps) < 90
    shown = figure.layout.geo.lonaxis.range
    assert 0 < shown[1] - shown[0] <= 360


def test_travellers_come_in_the_order_of_their_visits(gold_store: FrameStore) -> None:
    frame = query.traveller_visits(gold_store, EVERYTHING)
    assert frame["travels"].is_monotonic_decreasing
    assert frame.groupby(["visitor", "visitor_country"])["travels"].nunique().eq(1).all()
    assert "year" not in set(frame["date_precision"])
    counted = frame.groupby("visitor").size().to_dict()
    assert (
        counted["Sergey Lavrov"] == frame.loc[frame["visitor"] == "Sergey Lavrov", "travels"].iloc[0] <= EACH
    )
    assert frame["visit_id"].is_unique


def test_coming_visits_are_ahead_of_the_day_asked_from(gold_store: FrameStore) -> None:
    since = date(2025, 7, 9)
    frame = query.coming(gold_store, EVERYTHING, since)
    assert set(frame["status"]) <= {"planned", "ongoing", "invited"}
    assert (frame["end_date"] >= "2025-07-09").all() and frame["start_date"].is_monotonic_increasing
    assert frame["host_country"].tolist() == ["NAM"], "planned for that very day"
    assert query.coming(gold_store, EVERYTHING, date(2025, 7, 10)).empty
    earlier = query.coming(gold_store, EVERYTHING, date(2018, 1, 1))
    assert query.coming(gold_store, EVERYTHING, date(2018, 1, 1), limit=2).equals(earlier.head(2))


def test_playback_counts_every_visit_that_is_fine_enough(gold_store: FrameStore) -> None:
    fine = Filters(start=date(2022, 1, 1))
    seen = query.playback(gold_store, fine)
    made = query.visits(gold_store, fine)
    made = made[made["start_date"].notna() & ~made["status"].isin(["invited", "cancelled"])]
    assert set(seen["step"]) == {"month"}
    assert seen["visits"].sum() == (made["date_precision"] != "year").sum()
    everything = query.playback(gold_store, EVERYTHING)
    assert set(everything["step"]) == {"year"}
    assert max(len(steps(f["period"], f["step"].iloc[0])) for f in (seen, everything)) <= FRAMES


def test_each_step_of_a_playback_adds_to_the_one_before(gold_store: FrameStore) -> None:
    seen = query.playback(gold_store, Filters(start=date(2022, 1, 1)))
    figure = charts.playback_map(seen).figure
    periods = steps(seen["period"], "month")
    assert [step.label for step in figure.layout.sliders[0].steps] == [frame.name for frame in figure.frames]
    assert len(figure.frames) == len(periods) == len({frame.name for frame in figure.frames})
    counts = [list(frame.data[0].customdata) for frame in figure.frames]
    assert all(a <= b for before, after in pairwise(counts) for a, b in zip(before, after, strict=True))
    totals = seen.groupby("host_country")["visits"].sum()
    assert dict(zip(figure.data[0].locations, counts[-1], strict=True)) == totals.to_dict()
    assert list(figure.data[0].customdata) == list(figure.frames[-1].data[0].customdata)
    for period, frame in zip(periods, figure.frames, strict=True):
        here = seen[seen["period"] == pd.Timestamp(period)]
        assert sorted(frame.data[2].customdata) == sorted(here["host_country"].head(HOSTS))


def unfolded(data: bytes) -> list[str]:
    text = data.decode()
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_holds_the_sure_days_only(gold_store: FrameStore) -> None:
    visits = query.visits(gold_store, EVERYTHING)
    lines = unfolded(icalendar.calendar(visits))
    sure = visits[visits["date_precision"] == "day"]
    assert 0 < lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(sure) < len(visits)
    lavrov = sure[(sure["visitor"] == "Sergey Lavrov") & (sure["start_date"] == "2020-02-06")]
    (caracas,) = lavrov.loc[lavrov["city"] == "Caracas", "visit_id"]
    at = lines.index(f"UID:{caracas}@dateline")
    event = lines[at - 1 : lines.index("END:VEVENT", at)]
    assert "DTSTART;VALUE=DATE:20200206" in event
    assert "DTEND;VALUE=DATE:20200208" in event, "the first day after"
    assert "SUMMARY:Sergey Lavrov in Caracas\\, Venezuela (completed)" in event
    assert "STATUS:CONFIRMED" in event and "DTSTAMP:20200208T000000Z" in event
    assert icalendar.calendar(visits) == icalendar.calendar(visits)


def test_words_of_articles_stay_in_their_line() -> None:
    visit = ["v", HOSTILE, None, "RUS", "CUB", HOSTILE, pd.Timestamp(2020, 2, 6), None, "day", "planned"]
    frame = pd.DataFrame([[*visit, None, None, 1, 0, None, None, None]], columns=list(columns("visits")))
    lines = unfolded(icalendar.calendar(frame))
    assert lines.count("END:VCALENDAR") == 1
    (summary,) = (line for line in lines if line.startswith("SUMMARY:"))
    assert summary.startswith("SUMMARY:Ana\\; END:VCALENDAR À\\, ééé")
    assert "DTEND;VALUE=DATE:20200207" in lines and "STATUS:TENTATIVE" in lines


def test_a_calendar_of_nothing_is_one(empty_store: FrameStore) -> None:
    lines = unfolded(icalendar.calendar(query.visits(empty_store, EVERYTHING)))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and "BEGIN:VEVENT" not in lines
