"""Tours as the legs that a map draws."""

import pandas as pd

from lib import countries
from lib.query import sql
from lib.query.filters import Filters


def travelled(store: sql.Store, filters: Filters) -> pd.DataFrame:
    """One leg per visit, in order: `visit_id, tour_id, leg, visitor, visitor_country, host_country, city,
    status, start_date, end_date, date_precision, from_name, from_lat, from_lon, to_name, to_lat, to_lon`.

    A leg starts at the stop before it on the same tour, else at the visitor's home; coordinates are
    degrees, missing where the gazetteer lacks the place. Stops that the filters hide are still where the
    next leg starts.
    """
    where, bound = sql.visits(filters)
    previous = "lag(CASE WHEN status NOT IN ('invited', 'cancelled') THEN {0} END IGNORE NULLS) OVER stops"
    frame = store.frame(
        f"""
        WITH v AS (
            SELECT *, {previous.format("struct_pack(country := host_country, city := city)")} AS before
            FROM visits WINDOW stops AS (PARTITION BY coalesce(tour_id, visit_id) ORDER BY leg, start_date))
        SELECT v.visit_id, v.tour_id, v.leg, v.visitor, v.visitor_country, v.host_country, v.city, v.status,
               v.start_date, v.end_date, v.date_precision,
               coalesce(v.before.country, v.visitor_country) AS from_country, v.before.city AS from_city
        FROM v WHERE {where}
        ORDER BY coalesce(v.start_date, v.first_reported) NULLS LAST, v.tour_id, v.leg, v.visit_id
        """,
        bound,
    )
    for end, country, city in (("from", "from_country", "from_city"), ("to", "host_country", "city")):
        stops = [_stop(*stop, home=end == "from") for stop in zip(frame[country], frame[city], strict=True)]
        frame[[f"{end}_name", f"{end}_lat", f"{end}_lon"]] = pd.DataFrame(
            stops, index=frame.index, columns=["name", "latitude", "longitude"]
        )
    return frame.drop(columns=["from_country", "from_city"])


def _stop(country: object, city: object, home: bool) -> tuple[str, float | None, float | None]:
    code = country if isinstance(country, str) else None
    place = city if isinstance(city, str) else None
    latitude, longitude = (
        countries.city(place, code)
        or (countries.capital(code) if home else countries.point(code))
        or (None, None)
    )
    name = f"{place}, {countries.name(code)}" if place else countries.name(code)
    return name, latitude, longitude
