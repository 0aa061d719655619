"""Tours as the legs that a map draws."""

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import Filters

ROUTES, VISITORS = 600, 6
"""the most travelled routes of a status, and the latest visits to a stop, that are given"""


def travelled(store: sql.Store, filters: Filters, every: bool = True) -> pd.DataFrame:
    """One leg per visit, in order: `visit_id, tour_id, leg, visitor, visitor_country, host_country, city,
    status, start_date, end_date, date_precision, from_name, from_lat, from_lon, to_name, to_lat, to_lon`.

    A leg starts at the stop before it on the same tour, else at the visitor's home; coordinates are
    degrees, missing where the gazetteer lacks the place. Stops that the filters hide are still where the
    next leg starts. Without `every`, what a map of many legs shows: the latest leg of each route travelled most, and
    the latest visits to each stop; `visits` is how many legs a row stands for, `received` how many its stop has.
    """
    where, bound = sql.visits(filters)
    previous = "lag(CASE WHEN status NOT IN ('invited', 'cancelled') THEN {0} END IGNORE NULLS) OVER stops"
    frame = sql.frame(
        store,
        f"""
        WITH toured AS (
            SELECT visit, {previous.format("struct_pack(country := host_country, city := city)")} AS before
            FROM travels WHERE tour_id IS NOT NULL WINDOW stops AS (PARTITION BY tour_id ORDER BY leg, start_date)),
        legs AS (
            SELECT v.visit, v.visit_id, v.tour_id, v.leg, v.visitor, v.visitor_country, v.host_country, v.city,
                   v.status, v.start_date, v.end_date, v.date_precision,
                   coalesce(t.before.country, v.visitor_country) AS from_country, t.before.city AS from_city,
                   coalesce(v.start_date, v.first_reported) AS told
            FROM travels v LEFT JOIN toured t USING (visit) WHERE {where})
        SELECT * EXCLUDE (visit, told) FROM {"legs" if every else f"({_MOST})"}
        ORDER BY told NULLS LAST, tour_id, leg, visit_id
        """,
        bound,
    )
    ends = (("from", "from_country", "from_city"), ("to", "host_country", "city"))
    for end, country, city in ends:
        places = list(zip(frame[country], frame[city], strict=True))
        stops = {place: stop(*place, home=end == "from") for place in set(places)}
        frame[[f"{end}_name", f"{end}_lat", f"{end}_lon"]] = pd.DataFrame(
            [stops[place] for place in places], index=frame.index, columns=["name", "latitude", "longitude"]
        )
    return frame.drop(columns=["from_country", "from_city"])


_MOST = f"""
    SELECT l.*, often.visits, often.received
    FROM legs l JOIN (
        SELECT visit, visits, received FROM (
            SELECT visit, visits, sum(visits) OVER stop AS received,
                   row_number() OVER (PARTITION BY status ORDER BY visits DESC, visit) AS place,
                   row_number() OVER (PARTITION BY host_country, city, status ORDER BY told DESC, visit) AS latest
            FROM (
                SELECT from_country, from_city, host_country, city, status, count(*) AS visits,
                       arg_max(visit, (told, visit)) AS visit, max(told) AS told
                FROM legs GROUP BY ALL)
            WINDOW stop AS (PARTITION BY host_country, city, status))
        WHERE place <= {ROUTES} OR latest <= {VISITORS}
    ) often USING (visit)
"""


def stop(country: object, city: object, home: bool) -> tuple[str, float | None, float | None]:
    """A stop's name and where it lies (latitude, longitude), None where the gazetteer lacks it: the city; without one
    a home country's capital, or the middle of a host."""
    code = country if isinstance(country, str) else None
    place = city if isinstance(city, str) else None
    latitude, longitude = (
        countries.city(place, code)
        or (countries.capital(code) if home else countries.point(code))
        or (None, None)
    )
    name = f"{place}, {countries.name(code)}" if place else countries.name(code)
    return name, latitude, longitude
