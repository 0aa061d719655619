"""What the whole dashboard is filtered by."""

from dataclasses import dataclass
from datetime import date

UNKNOWN = "unknown"
"""the choice that stands for rows whose value is not stated"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look at: choices within a field are alternatives, fields add up, an empty field lets all pass.

    Countries are alpha-3, languages ISO 639-1, people slugs or names (case and accents do not matter),
    `UNKNOWN` picks rows without a value, and a value that no row has gives an empty frame.

    | field | visits, visit_reports | articles, mentions | trade_figures |
    |---|---|---|---|
    | start, end (inclusive) | the visit's dates overlap; undated: when it was reported | published | published |
    | visitor_countries, host_countries | from, to | in an article that reports such a visit | a party; with both fields, one party each |
    | people | the visitor | an article that reports such a visit, or, as the only such field, names the person | who claims it |
    | statuses | of the visit, of the report | in an article that reports such a visit | no effect |
    | sources, languages | reported in such an article | of the article | of the article |
    | words | reported in such an article | in title or text | in title or text of the article |

    `words` all have to occur, in any order; "quoted words" as they stand. Case and accents do not matter, and
    a word matches the start of longer ones: `oman` finds Omani, not woman.
    `problems` are documents that never became articles: only `start` and `end` reach them, by the day seen.
    """

    start: date | None = None
    end: date | None = None
    visitor_countries: tuple[str, ...] = ()
    host_countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""


EVERYTHING = Filters()
