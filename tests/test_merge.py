"""Merging: the sample's nine groups, the rules one by one, and that order of arrival does not matter."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.records import Article, Rows, Visit, VisitReport
from lib.store import Store
from lib.store.identity import Official, Officials, is_one_of, marks, sought
from lib.store.merge import Key, Report, merge
from lib.store.regions import REGIONS
from lib.store.snapshot import Snapshot
from lib.store.tours import with_tours
from lib.store.visits import rows_of

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def told(
    article: str,
    published: str | None,
    visitor: str = "Ana Pérez",
    role: str | None = "president",
    start: str | None = None,
    end: str | None = None,
    precision: str | None = None,
    status: str = "completed",
    city: str | None = None,
    source: str | None = "Wire",
) -> Report:
    """A report of a trip from Chile to Peru."""
    precision = precision or ("day" if start else None)
    report = VisitReport(
        article,
        0,
        1,
        "Text.",
        visitor,
        role,
        "CHL",
        "PER",
        city,
        day(start),
        day(end or start),
        precision,
        status,
    )
    return Report(Key(article, 0), report, day(published), source)


def month(article: str, published: str, start: str, end: str, **more: str) -> Report:
    return told(article, published, start=start, end=end, precision="month", **more)


def year(article: str, published: str, number: int, **more: str) -> Report:
    return told(article, published, start=f"{number}-01-01", end=f"{number}-12-31", precision="year", **more)


def groups(reports: list[Report]) -> list[set[str]]:
    """The articles of each visit."""
    return sorted(({key.article_id for key in keys} for _, keys in merge(reports)), key=sorted)


def labelled() -> list[tuple[Article, Rows]]:
    """The sample's labels as articles with their reports, named `01#1`, `27#3`."""

    def text(name: str) -> list[dict[str, str]]:
        with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def name(row: dict[str, str]) -> str:
        return f"{row['file'][:2]}#{row['item']}"

    reports = defaultdict(list)
    for row in text("visit_reports.csv"):
        reports[name(row)].append(
            VisitReport(
                name(row),
                0,
                1,
                row["evidence"],
                row["visitor"],
                row["visitor_role"] or None,
                row["visitor_country"] or None,
                row["host_country"],
                row["city"] or None,
                day(row["start_date"]),
                day(row["end_date"]),
                row["date_precision"] or None,
                row["status"],
            )
        )
    return [
        (
            Article(
                name(row),
                row["source"] or None,
                row["url"] or None,
                row["title"],
                day(row["published"]),
                None,
                row["language"],
                row["text"],
            ),
            Rows(visit_reports=tuple(reports[name(row)])),
        )
        for row in text("articles.csv")
    ]


SAME_VISIT = [
    # (visitor, host, first day as merged, articles): the groups of data/sample/README.md, stop by stop
    ("Sergey Lavrov", "CUB", "2020-02-05", "01#1 02#1 17#1"),
    ("Sergey Lavrov", "MEX", "2020-02-06", "01#1 02#1 17#1"),
    ("Sergey Lavrov", "VEN", "2020-02-06", "01#1 02#1 17#1"),
    ("Recep Tayyip Erdoğan", "VEN", "2018-12-03", "03#1 11#1"),
    ("Nicolás Maduro", "RUS", "2018-12-04", "03#1 11#1"),
    ("Miguel Díaz-Canel", "RUS", "2018-11-02", "01#1 04#1"),
    ("Miguel Díaz-Canel", "DZA", "2022-11-16", "05#1 28#1"),
    ("Miguel Díaz-Canel", "RUS", "2022-11-22", "05#1 28#1"),
    ("Miguel Díaz-Canel", "TUR", "2022-11-23", "05#1 28#1"),
    ("Miguel Díaz-Canel", "CHN", "2022-11-24", "05#1 28#1"),
    ("Alberto Fernández", "RUS", "2022-02-03", "09#1 25#1"),
    ("Alberto Fernández", "CHN", "2022-02-04", "09#1 25#1"),
    ("Alberto Fernández", "BRB", "2022-02-08", "09#1 25#1"),
    ("Sergey Lavrov", "BRA", "2023-04-17", "10#1 18#1 27#1"),
    ("Sergey Lavrov", "VEN", "2023-04-18", "10#1 18#1 27#1"),
    ("Sergey Lavrov", "NIC", "2023-04-19", "10#1 18#1 27#1"),
    ("Sergey Lavrov", "CUB", "2023-04-19", "10#1 18#1 27#1"),
    ("Ebrahim Raisi", "VEN", "2023-06-12", "08#1 12#1"),
    ("Ebrahim Raisi", "NIC", "2023-06-13", "08#1 12#1"),
    ("Ebrahim Raisi", "CUB", None, "08#1 12#1"),
    ("Marco Rubio", "PAN", "2025-02-01", "14#1 21#1"),
    ("Marco Rubio", "SLV", "2025-02-03", "14#1 21#1"),
    ("Marco Rubio", "CRI", "2025-02-04", "14#1 21#1"),
    ("Marco Rubio", "GTM", "2025-02-05", "14#1 21#1"),
    ("Marco Rubio", "DOM", "2025-02-05", "14#1 21#1"),
    ("Sergey Lavrov", "CUB", "2024-02-19", "26#1 27#1"),
    ("Sergey Lavrov", "VEN", "2024-02-20", "26#1 27#1"),
    ("Sergey Lavrov", "BRA", "2024-02-21", "26#1 27#1"),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("merge") / "store")
    store.add(labelled())
    return store


def test_the_sample_merges_as_its_readme_says_and_nothing_else(sample: Store) -> None:
    merged = sample.frame(
        """
        SELECT visitor, host_country, strftime(v.start_date, '%Y-%m-%d') AS start, string_agg(article_id, ' '
            ORDER BY article_id) AS articles
        FROM visits v JOIN visit_reports r USING (visit_id, visitor_country, host_country)
        GROUP BY visit_id, v.visitor, host_country, v.start_date HAVING count(*) > 1
    """.replace("SELECT visitor,", "SELECT v.visitor,")
    )
    found = {
        (*row[:2], row[2] if isinstance(row[2], str) else None, row[3])
        for row in merged.itertuples(index=False)
    }
    assert found == set(SAME_VISIT)
    assert not sample.frame("SELECT * FROM visit_reports WHERE visit_id IS NULL").size
    assert sample.frame("SELECT count(*) = count(DISTINCT visit_id) AS unique FROM visits").unique[0]


def test_the_sources_disagree_and_the_range_is_kept(sample: Store) -> None:
    caracas = sample.frame("SELECT * FROM visits WHERE visit_id = 'lavrov-rus-ven-2020-02'").iloc[0]
    assert (caracas.start_date.date(), caracas.end_date.date()) == (date(2020, 2, 6), date(2020, 2, 7))
    assert (caracas.status, caracas.city, caracas.date_precision) == ("completed", "Caracas", "day")
    assert (caracas.first_reported.date(), caracas.last_reported.date()) == (
        date(2020, 2, 5),
        date(2020, 2, 8),
    )
    assert (caracas.n_articles, caracas.n_sources) == (
        3,
        2,
    )  # Meridian, and pages that do not name their outlet


def test_tours_of_the_sample(sample: Store) -> None:
    tours = sample.frame("""
        SELECT string_agg(host_country, ' ' ORDER BY leg) AS hosts FROM visits
        WHERE tour_id IS NOT NULL GROUP BY tour_id, visitor
    """)
    expected = {
        "CUB MEX VEN",
        "BRA VEN NIC CUB",
        "CUB VEN BRA",
        "PAN SLV CRI GTM DOM",
        "RUS CHN BRB",
        "GHA TTO ARG BRA NAM",
    }
    assert expected <= set(tours.hosts)


APRIL = "2021-04-10"
TOGETHER = [
    (
        "overlapping days",
        [
            told("a", "2021-04-01", start=APRIL, end="2021-04-12", status="planned"),
            told("b", "2021-04-13", start="2021-04-12"),
        ],
    ),
    (
        "three days apart: departure and talks",
        [told("a", "2021-04-01", start=APRIL), told("b", "2021-04-13", start="2021-04-13")],
    ),
    ("accents", [told("a", APRIL, "Ana Perez", start=APRIL), told("b", APRIL, start=APRIL)]),
    (
        "spelling of the first name",
        [told("a", APRIL, "Anna Pérez", start=APRIL), told("b", APRIL, start=APRIL)],
    ),
    ("surname only", [told("a", APRIL, "Pérez", None, start=APRIL), told("b", APRIL, start=APRIL)]),
    ("role only", [told("a", APRIL, "president", start=APRIL), told("b", APRIL, start=APRIL)]),
    (
        "one office, two wordings",
        [
            told("a", APRIL, "foreign minister", "foreign minister", start=APRIL),
            told("b", APRIL, "Luz Soto", "minister of foreign affairs", start=APRIL),
        ],
    ),
    (
        "a delegation is anyone's",
        [told("a", APRIL, "delegation", None, start=APRIL), told("b", APRIL, start=APRIL)],
    ),
    (
        "the month of a known day",
        [month("a", "2022-01-01", "2021-04-01", "2021-04-30"), told("b", APRIL, start=APRIL)],
    ),
    ("the year of a known day", [year("a", "2023-01-01", 2021), told("b", APRIL, start=APRIL)]),
    ("undated and past: the days before", [told("a", "2021-04-20"), told("b", APRIL, start=APRIL)]),
    (
        "undated and planned: the weeks to come",
        [told("a", "2021-03-20", status="planned"), told("b", APRIL, start=APRIL)],
    ),
    ("dateline a day late", [told("a", "2021-04-11", status="planned"), told("b", APRIL, start=APRIL)]),
    (
        "called off",
        [told("a", "2021-04-01", start=APRIL, status="planned"), told("b", "2021-04-08", status="cancelled")],
    ),
    (
        "invitation taken up within a year",
        [told("a", "2020-09-01", status="invited"), told("b", APRIL, start=APRIL)],
    ),
    ("undated twice", [told("a", "2021-04-01", status="planned"), told("b", "2021-04-09")]),
]


@pytest.mark.parametrize(("why", "reports"), TOGETHER, ids=[why for why, _ in TOGETHER])
def test_one_visit(why: str, reports: list[Report]) -> None:
    assert groups(reports) == [{"a", "b"}]


APART = [
    ("a week later", [told("a", APRIL, start=APRIL), told("b", "2021-04-17", start="2021-04-17")]),
    ("another person", [told("a", APRIL, start=APRIL), told("b", APRIL, "Luz Soto", None, start=APRIL)]),
    ("a namesake", [told("a", APRIL, start=APRIL), told("b", APRIL, "Luis Pérez", None, start=APRIL)]),
    (
        "a vice president is no president",
        [told("a", APRIL, "vice president", "vice president", start=APRIL), told("b", APRIL, start=APRIL)],
    ),
    ("another month", [month("a", "2022-01-01", "2021-03-01", "2021-03-31"), told("b", APRIL, start=APRIL)]),
    ("background of years ago", [year("a", APRIL, 2015), told("b", APRIL, start=APRIL)]),
    ("past, but the visit was still to come", [told("a", "2021-04-01"), told("b", APRIL, start=APRIL)]),
    ("past, but the visit is old", [told("a", "2021-08-01"), told("b", APRIL, start=APRIL)]),
    (
        "planned after the visit: the next one",
        [told("a", "2021-04-20", status="planned"), told("b", APRIL, start=APRIL)],
    ),
    ("invited back", [told("a", "2021-04-20", status="invited"), told("b", APRIL, start=APRIL)]),
    ("invitation of long ago", [told("a", "2019-09-01", status="invited"), told("b", APRIL, start=APRIL)]),
    ("undated, article undated", [told("a", None), told("b", APRIL, start=APRIL)]),
    ("undated twice, months apart", [told("a", "2021-04-01"), told("b", "2021-06-09")]),
    (
        "undated, been there, will go again",
        [told("a", "2021-04-01"), told("b", "2021-04-09", status="planned")],
    ),
]


@pytest.mark.parametrize(("why", "reports"), APART, ids=[why for why, _ in APART])
def test_two_visits(why: str, reports: list[Report]) -> None:
    assert groups(reports) == [{"a"}, {"b"}]


def test_an_invitation_that_may_have_led_to_either_of_two_visits_joins_none() -> None:
    visits = [told("b", APRIL, start=APRIL), told("c", "2021-06-10", start="2021-06-10")]
    assert groups([told("a", "2021-03-01", status="invited"), *visits]) == [{"a"}, {"b"}, {"c"}]


def test_two_visits_that_one_article_tells_of_stay_two() -> None:
    first, second = told("a", "2021-05-01", start=APRIL), told("a", "2021-05-01", start="2021-04-12")
    second = replace(second, key=Key("a", 1))
    assert len(merge([first, second])) == 2


def test_an_undated_report_joins_the_nearest_visit() -> None:
    visits = [told("b", APRIL, start=APRIL), told("c", "2021-04-30", start="2021-04-30")]
    assert groups([told("a", "2021-05-02"), *visits]) == [{"a", "c"}, {"b"}]


def test_a_surname_of_two_people_goes_by_the_date() -> None:
    people = [told("b", APRIL, start=APRIL), told("c", "2021-06-10", "Luis Pérez", None, start="2021-06-10")]
    assert groups([told("a", "2021-06-11", "Pérez", None, start="2021-06-11"), *people]) == [
        {"a", "c"},
        {"b"},
    ]


STATUS = [
    # (status and publication of two reports of one visit, merged status)
    ([("planned", "2021-04-01"), ("completed", "2021-04-12")], "completed"),
    ([("planned", "2021-04-01"), ("cancelled", "2021-04-08")], "cancelled"),
    ([("cancelled", "2021-04-01"), ("completed", "2021-04-12")], "completed"),  # it took place after all
    ([("planned", "2021-04-10"), ("completed", "2021-04-10")], "completed"),  # of one day, the later stage
    ([("planned", "2021-04-10"), ("cancelled", "2021-04-10")], "cancelled"),
    ([("ongoing", "2021-04-10"), ("planned", "2021-04-10")], "ongoing"),
]


@pytest.mark.parametrize(("stages", "expected"), STATUS)
def test_the_latest_status_counts(stages: list[tuple[str, str]], expected: str) -> None:
    reports = [
        told(f"a{n}", published, start=APRIL, status=status) for n, (status, published) in enumerate(stages)
    ]
    [(visit, _)] = merge(reports)
    assert visit.status == expected


def test_the_merged_row() -> None:
    [(visit, keys)] = merge(
        [
            told(
                "a",
                "2021-03-30",
                "president",
                start="2021-04-01",
                end="2021-04-30",
                precision="month",
                status="planned",
            ),
            told("b", "2021-04-11", "Pérez", None, start=APRIL, city="Cuzco", source=None),
            told("c", "2021-04-12", "Ana Perez", start="2021-04-09", city="Lima", source=None),
            told("d", "2021-04-13", start=APRIL, city="Lima", source="Post"),
        ]
    )
    assert visit == Visit(
        "perez-chl-per-2021-04",
        "Ana Pérez",
        "president",
        "CHL",
        "PER",
        "Lima",
        date(2021, 4, 9),
        date(2021, 4, 10),
        "day",
        "completed",
        date(2021, 3, 30),
        date(2021, 4, 13),
        4,
        3,
        None,
        None,
    )
    assert [key.article_id for key in keys] == ["a", "b", "c", "d"]


def test_the_id_outlives_later_reports() -> None:
    plan = told("a", "2021-04-01", status="planned")
    later = [
        told("b", "2021-04-08", start=APRIL, status="planned"),
        told("c", "2021-04-13", start=APRIL, end="2021-04-13"),
    ]
    ids = {merge([plan, *later[:n]])[0][0].visit_id for n in range(3)}
    assert ids == {"perez-chl-per-2021-04"}


def test_two_visits_of_one_month_have_two_ids() -> None:
    visits = merge([told("a", APRIL, start=APRIL), told("b", "2021-04-25", start="2021-04-25")])
    assert [visit.visit_id for visit, _ in visits] == ["perez-chl-per-2021-04", "perez-chl-per-2021-04-2"]


def test_no_reports_no_visits() -> None:
    assert merge([]) == []
    assert with_tours([]) == []


def stop(host: str, start: str, end: str, visitor: str = "Ana Pérez", status: str = "completed") -> Visit:
    return Visit(
        f"{visitor} {host}",
        visitor,
        None,
        "CHL",
        host,
        None,
        day(start),
        day(end),
        "day",
        status,
        None,
        None,
        1,
        1,
        None,
        None,
    )


def test_tours() -> None:
    stops = [
        stop("PER", "2021-04-10", "2021-04-12"),
        stop("COL", "2021-04-16", "2021-04-16", visitor="Ana Perez"),  # four days, same woman
        stop("ECU", "2021-04-21", "2021-04-22"),  # five days: another journey
        stop("BRA", "2021-04-11", "2021-04-11", visitor="Luz Soto"),  # alone
        stop("ARG", "2021-04-23", "2021-04-23", status="cancelled"),  # did not take place
    ]
    legs = {(v.host_country, v.leg) for v in with_tours(stops)}
    assert legs == {("PER", 1), ("COL", 2), ("ECU", None), ("BRA", None), ("ARG", None)}


OFFICIALS = st.tuples(
    st.sampled_from(
        [
            "Ana Pérez",
            "Anna Perez",
            "Pérez",
            "AnaPérez",
            "Luz Soto",
            "president",
            "Foreign",
            "delegation",
            "",
            "?!",
        ]
    ),
    st.sampled_from(["president", "prime minister and foreign minister", "foreign minister", None]),
)


@settings(max_examples=300)
@given(OFFICIALS, st.frozensets(OFFICIALS, min_size=1, max_size=3))
def test_whoever_can_be_one_of_a_group_finds_it(official: Official, group: Officials) -> None:
    assert not is_one_of(official, group) or sought(official) & marks(group)


NAMES = st.sampled_from(["Ana Pérez", "Ana Perez", "Pérez", "Luz Soto", "president", "delegation"])
STATUSES = st.sampled_from(["completed", "ongoing", "planned", "invited", "cancelled"])
DAYS = st.dates(date(2021, 1, 1), date(2021, 4, 1))


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    made = []
    for n in range(draw(st.integers(0, 9))):
        precision = draw(st.sampled_from(["day", "month", "year", None]))
        start = draw(DAYS)
        if precision == "month":
            start, end = start.replace(day=1), start.replace(day=28)
        elif precision == "year":
            start, end = date(2021, 1, 1), date(2021, 12, 31)
        else:
            end = start + timedelta(days=draw(st.integers(0, 3)))
        visitor = draw(NAMES)
        report = VisitReport(
            f"a{draw(st.integers(0, 6))}",
            0,
            1,
            "Text.",
            visitor,
            "president" if visitor == "president" else None,
            "CHL",
            draw(st.sampled_from(["PER", "COL"])),
            None,
            start if precision else None,
            end if precision else None,
            precision,
            draw(STATUSES),
        )
        made.append(Report(Key(report.article_id, n), report, draw(st.none() | DAYS), None))
    return made


@given(reports(), st.randoms())
def test_order_of_arrival_does_not_matter(given_reports: list[Report], shuffler: random.Random) -> None:
    one_pair = [r for r in given_reports if r.report.host_country == "PER"]
    shuffled = one_pair[:]
    shuffler.shuffle(shuffled)
    assert merge(shuffled) == merge(one_pair)


@given(reports())
def test_every_report_is_in_one_visit_and_no_article_twice_in_one(given_reports: list[Report]) -> None:
    merged = merge([r for r in given_reports if r.report.host_country == "PER"])
    keys = [key for _, group in merged for key in group]
    assert sorted(keys) == sorted(r.key for r in given_reports if r.report.host_country == "PER")
    assert all(len({key.article_id for key in group}) == len(group) for _, group in merged)
    assert len({visit.visit_id for visit, _ in merged}) == len(merged)


def at_once(articles: Iterable[tuple[Article, Rows]]) -> dict[str, tuple[Visit, tuple[Key, ...]]]:
    """The visits of all articles by id, each with its reports, from one merge of everything."""
    pairs: dict[tuple[str | None, str], list[Report]] = defaultdict(list)
    for article, rows in articles:
        for n, r in enumerate(rows.visit_reports):
            told = Report(Key(article.article_id, n), r, article.published, article.source)
            pairs[r.visitor_country, r.host_country].append(told)
    merged = [found for reports in pairs.values() for found in merge(reports)]
    visits = with_tours(visit for visit, _ in merged)
    return {visit.visit_id: (visit, keys) for visit, (_, keys) in zip(visits, merged, strict=True)}


def stored(store: Store) -> dict[str, tuple[Visit, tuple[Key, ...]]]:
    """The visits of a store by id, each with its reports."""
    snapshot = Snapshot(store.path)
    snapshot.refresh()
    rows = list(rows_of(snapshot.query("FROM seen_visits")))
    assert len({row.visit.visit_id for row in rows}) == len(rows)
    return {row.visit.visit_id: (row.visit, row.reports) for row in rows}


@st.composite
def news(draw: st.DrawFn) -> list[tuple[Article, Rows]]:
    """Articles of a few officials' trips, with days, months and years named or not, over six years."""
    articles = []
    for n in range(draw(st.integers(2, 14))):
        published = draw(st.none() | st.dates(date(2020, 1, 1), date(2021, 6, 1)) | SELDOM)
        told = []
        for _ in range(draw(st.integers(1, 3))):
            precision = draw(st.sampled_from(["day", "day", "month", "year", None]))
            start = draw(st.dates(date(2020, 1, 1), date(2021, 6, 1)) | SELDOM)
            end = start + timedelta(days=draw(st.integers(-1, 3))) if start < date.max - LONGEST else start
            if precision == "month":
                start, end = start.replace(day=1), start.replace(day=28)
            elif precision == "year" and draw(st.booleans()):
                start, end = start.replace(month=1, day=1), start.replace(month=12, day=31)
            visitor = draw(st.sampled_from(["Ana Pérez", "Pérez", "Luz Soto", "president", "delegation"]))
            told.append(
                VisitReport(
                    f"a{n}",
                    0,
                    1,
                    "Text.",
                    visitor,
                    draw(st.sampled_from(["president", "minister", None])),
                    draw(st.sampled_from(["CHL", "CHL", None])),
                    draw(st.sampled_from(["PER", "COL"])),
                    draw(st.sampled_from(["Lima", "Cuzco", None])),
                    start if precision else None,
                    end if precision else None,
                    precision,
                    draw(STATUSES),
                )
            )
        article = Article(
            f"a{n}", draw(st.sampled_from(["wire", None])), None, None, published, None, "en", "Text."
        )
        articles.append((article, Rows(visit_reports=tuple(told))))
    return articles


SELDOM = st.sampled_from([date(1, 1, 2), date(2016, 2, 29), date(2020, 12, 31), date.max])
LONGEST = timedelta(days=3)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(news(), st.data())
def test_whatever_comes_and_goes_the_visits_are_those_of_one_merge(
    tmp_path_factory: pytest.TempPathFactory, articles: list[tuple[Article, Rows]], data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("merged") / "store")
    held: dict[str, tuple[Article, Rows]] = {}
    waiting = data.draw(st.permutations(articles))
    while waiting:
        size = data.draw(st.integers(1, len(waiting)))
        touched = waiting[:size]
        store.add(touched)
        held |= {article.article_id: (article, rows) for article, rows in touched}
        if data.draw(st.integers(0, 2)) == 0:
            store.remove([gone := data.draw(st.sampled_from(sorted(held)))])
            del held[gone]
        waiting = waiting[size:]
    assert stored(store) == at_once(held.values())


def test_a_batch_merges_nothing_but_the_months_that_it_tells_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(name: str, host: str, start: str) -> tuple[Article, Rows]:
        report = replace(told(name, start, start=start).report, host_country=host)
        return Article(name, "Wire", None, None, day(start), None, "en", "Text."), Rows(
            visit_reports=(report,)
        )

    store = Store(tmp_path / "store")
    store.add(
        [trip("a", "PER", "2020-02-06"), trip("b", "PER", "2020-07-01"), trip("c", "COL", "2020-02-08")]
    )
    before = stored(store)
    seen: list[str] = []

    def counting(reports: list[Report]) -> list[tuple[Visit, tuple[Key, ...]]]:
        seen.extend(report.key.article_id for report in reports)
        return merge(reports)

    monkeypatch.setattr("lib.store.visits.merge", counting)
    store.add([trip("d", "PER", "2020-02-07")])
    assert sorted(seen) == ["a", "d"]
    after = stored(store)
    assert after.keys() == before.keys()
    assert after["perez-chl-per-2020-07"] == before["perez-chl-per-2020-07"]


def test_reports_that_begin_together_are_of_one_region() -> None:
    pairs, printed = 200, ["2022-01-01", *(f"2023-06-{n:02}" for n in range(8, 16))]
    with duckdb.connect() as store:
        store.execute(f"""
            CREATE TABLE stored_articles AS SELECT 1 AS batch, day AS article_id, NULL::VARCHAR AS source,
                NULL::VARCHAR AS url, day::DATE AS published FROM (SELECT unnest({printed}) AS day);
            CREATE TABLE stored_merged (batch INT);
            CREATE TABLE hidden (article_id VARCHAR, batch INT);
            CREATE TABLE stored_visit_reports AS SELECT article_id, n AS ordinal, 1 AS batch, 'CHL' AS visitor_country,
                n::VARCHAR AS host_country, 'planned' AS status, NULL::DATE AS start_date, NULL::DATE AS end_date,
                NULL::VARCHAR AS date_precision, '' AS sentence, 0 AS start_char, 0 AS end_char, '' AS visitor,
                '' AS visitor_role, '' AS city, 0.5 AS confidence
            FROM stored_articles, range({pairs}) _(n)
        """)
        regions = store.execute(f"""
            SELECT first, list(article_id ORDER BY article_id)
            FROM ({REGIONS}) GROUP BY host_country, first, last
        """).fetchall()
    earlier, later = (date(2021, 12, 1), printed[:1]), (date(2023, 5, 1), printed[1:])
    assert sorted(regions) == [earlier] * pairs + [later] * pairs


@settings(max_examples=6, deadline=None)
@given(st.randoms(), st.integers(1, 7))
def test_batch_by_batch_is_the_same_as_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, sample: Store, shuffler: random.Random, size: int
) -> None:
    articles = labelled()
    shuffler.shuffle(articles)
    store = Store(tmp_path_factory.mktemp("batches") / "store")
    extra = [
        (
            replace(a, article_id=f"x{a.article_id}"),
            Rows(visit_reports=tuple(replace(r, article_id=f"x{r.article_id}") for r in rows.visit_reports)),
        )
        for a, rows in articles[:3]
    ]
    store.add(extra)
    for start in range(0, len(articles), len(articles) // size + 1):
        store.add(articles[start : start + len(articles) // size + 1])
    store.remove([article.article_id for article, _ in extra])
    everything = "SELECT * FROM visits ORDER BY visit_id"
    assert store.frame(everything).equals(sample.frame(everything))
