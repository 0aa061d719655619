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

    | table | start, end (inclusive) | visitor_countries, host_countries | people | statuses |
    |---|---|---|---|---|
    | visits | overlap the visit; undated: its reports | from, to | visitor | merged |
    | visit_reports | overlap the visit; undated: published | from, to | visitor | of the report |
    | articles, mentions | published | report such a visit | visitor, or named | report such a visit |
    | trade_figures | published | a party; with both fields, one each | claimant | no effect |
    | problems | day seen | no effect | no effect | no effect |

    "Report such a visit": some visit_report of the article passes all four fields but the period. A person
    who is only named counts where `people` is the only one of them in use.
    `sources`, `languages` and `words` ask about the article; a visit passes when one article that reports
    it does; problems never became articles, so they pass.
    `words` all have to occur, in any order; "quoted words" one after the other. Case, accents and what stands
    between words do not matter, and the last word matches the start of longer ones: `oman` finds Omani, not woman.
    Articles that copy another (the same report in several outlets) and what was read from them pass with `copies`
    only; a visit passes whoever reports it, and counts the articles that do so likewise.
    `confidence` is the least that a row read from an article has; a row whose confidence is not known has
    less than any but 0. Articles and problems have none: they pass.
    `routes` and `arrivals` narrow visits alone: `RUS>CUB` who went where, `RUS>` who went, `>CUB` where to,
    `>CUB.Havana` a city; `2020-02-01/2020-02-29` the days of which the first was one.
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
    confidence: float = 0.0
    copies: bool = False
    routes: tuple[str, ...] = ()
    arrivals: tuple[str, ...] = ()


EVERYTHING = Filters()
