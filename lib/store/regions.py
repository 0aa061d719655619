"""Where a change of the reports can be felt in the visits: pairs of countries, stretches of months.

Two reports can tell of one visit, or their visits be numbered apart, only when the months that they can touch
overlap. A chain of overlapping reports is a region; what happens in it leaves all others as they are.
"""

from lib.store.merge import AHEAD, APART, RECENT, SILENCE, SLACK, WINDOW

UNKNOWN, END = "DATE '0001-01-01'", "DATE '9999-12-31'"
"""Where reports without any date lie, and visits made of such; and the last day that there is."""


def _reach(side: int) -> str:
    """Days that an undated report reaches before (0) or after (1) it was printed, as SQL."""
    window = {**WINDOW, "planned": (SLACK, AHEAD)}
    cases = " ".join(
        f"WHEN '{status}' THEN {max(days[side], SILENCE).days}" for status, days in window.items()
    )
    return f"CASE status {cases} ELSE {(RECENT, AHEAD)[side].days} END"


TOUCHED = """
    batch IN (SELECT batch FROM stored_articles EXCEPT SELECT batch FROM stored_merged)
    OR (article_id, batch) IN (SELECT (article_id, batch) FROM hidden)
"""
"""Reports that came, or went, since the last merge. Which ones went is known until they are swept away."""

FIRST = f"greatest({UNKNOWN}, coalesce(least(start_date, end_date) - {APART.days}, published - {_reach(0)}))"
LAST = f"least({END}, coalesce(greatest(start_date, end_date) + {APART.days}, published + {_reach(1)}, {UNKNOWN}))"

REGIONS = f"""
    WITH pairs AS (SELECT DISTINCT visitor_country, host_country FROM stored_visit_reports WHERE {TOUCHED}),
    told AS (
        SELECT r.* EXCLUDE (sentence, start_char, end_char), a.published, a.source, a.url,
            {TOUCHED} AS touched,
            (article_id, batch) NOT IN (SELECT (article_id, batch) FROM hidden) AS seen
        FROM stored_visit_reports r JOIN stored_articles a USING (article_id, batch) JOIN pairs p
            ON r.host_country = p.host_country AND r.visitor_country IS NOT DISTINCT FROM p.visitor_country
    ),
    spans AS (
        SELECT *,
            date_trunc(if(date_precision = 'year', 'year', 'month'), {FIRST})::DATE AS first,
            if(date_precision = 'year', make_date(year({LAST}), 12, 31), last_day({LAST})) AS last
        FROM told
    ),
    begun AS (
        SELECT *, coalesce(first > max(last) OVER (
            PARTITION BY visitor_country, host_country ORDER BY first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), true) AS begins
        FROM spans
    ),
    numbered AS (
        SELECT *, count_if(begins) OVER (
            PARTITION BY visitor_country, host_country ORDER BY first RANGE UNBOUNDED PRECEDING
        ) AS region  -- by range: of reports that begin together, chance tells which begins the region
        FROM begun
    ),
    felt AS (
        SELECT * EXCLUDE (first, last), min(first) OVER whole AS first, max(last) OVER whole AS last
        FROM numbered WINDOW whole AS (PARTITION BY visitor_country, host_country, region)
        QUALIFY bool_or(touched) OVER whole
    )
    SELECT article_id, visitor, visitor_role, visitor_country, host_country, city, start_date, end_date,
        date_precision, status, confidence, ordinal, published,
        lower(coalesce(source, nullif(regexp_extract(url, '^https?://([^/]+)', 1), ''))) AS source,
        first, last, seen
    FROM felt
"""
"""The reports of all regions in which some came or went, each with the region's first and last day."""

STANDING = f"""
    SELECT v.* FROM seen_visits v JOIN regions r
        ON v.host_country = r.host_country AND v.visitor_country IS NOT DISTINCT FROM r.visitor_country
        AND coalesce(v.start_date, v.first_reported, {UNKNOWN}) BETWEEN r.first AND r.last
"""
"""The visits as they stand in some `regions`."""
