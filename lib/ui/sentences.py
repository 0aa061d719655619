"""The first sentence of each page: what is on screen, in plain words, with its numbers."""

from datetime import date

import pandas as pd

from lib import countries, query
from lib.format import count, day, listed, measured, moved, number, period, share
from lib.query import Asked, Extent, Summary


def overview(summary: Summary) -> str:
    """What the articles amount to."""
    read = f"{count(summary.articles, 'article')}{_from(summary)}{_published(summary)}"
    found = listed(
        [
            count(summary.visits, "visit"),
            count(summary.trade_figures, "trade figure"),
            count(summary.mentions, "mention") + " of countries, people and bodies",
        ]
    )
    return f"{read}, {'reports' if summary.articles == 1 else 'report'} {found}."


def visits(summary: Summary, rows: pd.DataFrame) -> str:
    """Who went where, and what is still to come."""
    homes = rows["visitor_country"].unique()
    who = count(summary.visitors, "official")
    if summary.visitors == 1 and rows["visitor"].nunique() == 1:
        who = rows["visitor"].iloc[0]
    elif summary.visitor_countries <= 1 and len(homes) == 1:
        who += f" from {countries.name(homes[0])}"
    elif summary.visitor_countries:
        who += f" from {count(summary.visitor_countries, 'country')}"
    if summary.made:
        said = f"{who} made {count(summary.made, 'visit')} to {count(summary.hosts_visited, 'country')}"
        if summary.first_visit and summary.last_visit:
            said += _over(summary.first_visit, summary.last_visit)
    else:
        said = f"No visit by {who} is reported as made"
    called_off = summary.visits - summary.made - summary.ahead
    rest = [
        f"{number(n)} {_be(n)} {what}"
        for n, what in ((summary.ahead, "planned or invited"), (called_off, "cancelled"))
        if n
    ]
    return f"{'; '.join([said, ' and '.join(rest)]) if rest else said}."


def trade(summary: Summary, extent: Extent, unit: str) -> str:
    """How many figures there are, how many in one unit, and how many of these are aims."""
    n, targets, pairs = extent
    here = f", all in {unit}" if n == summary.trade_figures else f"; {number(n)} {_be(n)} in {unit}"
    said = f"The articles state {count(summary.trade_figures, 'trade figure')}{here}"
    said += f", for {count(pairs, 'pair')} of countries"
    aims = f" Of these, {number(targets)} {_be(targets)} aimed at or forecast." if targets else ""
    return f"{said}.{aims}"


def claims(asked: Asked, rival: pd.DataFrame) -> str:
    """On how much articles contradict each other, and where most.

    >>> claims(Asked(12, 0, 3), pd.DataFrame())
    'Articles state figures on 12 flows in a period, and contradict each other on none.'
    """
    flows = f"Articles state figures on {count(asked.questions, 'flow')} in a period"
    if not asked.contested:
        return f"{flows}, and contradict each other on none."
    said = f"{flows}, and contradict each other on {number(asked.contested)}."
    widest = rival.sort_values("spread", ascending=False).iloc[0]
    if pd.isna(widest["spread"]):
        return said
    apart = f"the largest claim is {number(widest['spread'], 3)} times the smallest"
    when = period(widest["period_start"], widest["period_end"])
    return f"{said} Widest apart are those on {widest['pair']} in {when}: {apart}."


def compared(asked: Asked) -> str:
    """What is set side by side, and what is not."""
    said = (
        "Figures on the same flow in the same stated period stand side by side, one side's exports with the other's"
        " imports; what several articles repeat is one claim."
    )
    if not asked.undated:
        return said
    n = number(asked.undated)
    return (
        f"{said} {n} without a period {_be(asked.undated)} not compared: they may speak of different years."
    )


ADDED = (
    "Of each period the claim that most articles make; of periods that overlap the longest, so that no quarter is added"
    " to its year. Flows and pairs are not added to each other, nor are figures without a period, targets or debts."
)
OUTCOMES = (
    "Met or missed: by the figure on the same period. Open: the period is not over, or none is stated; then the latest"
    " year known is shown. Not reported: the period is over, and no article says what came of it."
)


def targets(aims: pd.DataFrame) -> str:
    """How many aims there are, and what came of them.

    >>> targets(pd.DataFrame({"outcome": ["met", "open", "open"]}))
    'The articles tell of 3 targets, forecasts and pledges: 1 met, 0 missed, 2 open and 0 not reported.'
    >>> targets(pd.DataFrame({"outcome": ["missed", None]})).partition(": ")[2]
    '0 met, 1 missed, 0 open, 0 not reported and 1 at no known rate.'
    >>> targets(pd.DataFrame({"outcome": []}))
    'The articles tell of no target, forecast or pledge in this unit; 0 were met.'
    """
    if aims.empty:
        return "The articles tell of no target, forecast or pledge in this unit; 0 were met."
    found = aims["outcome"].value_counts()
    parts = [f"{number(int(found.get(name, 0)))} {name}" for name in query.OUTCOMES]
    if unrated := int(aims["outcome"].isna().sum()):
        parts.append(f"{number(unrated)} at no known rate")
    told = (
        "1 target, forecast or pledge"
        if len(aims) == 1
        else f"{number(len(aims))} targets, forecasts and pledges"
    )
    return f"The articles tell of {told}: {listed(parts, most=5)}."


def growth(summary: Summary, extent: Extent) -> str:
    """How many figures are changes or shares."""
    n, _, pairs = extent
    said = f"Of {count(summary.trade_figures, 'trade figure')}, {number(n)} {_be(n)} in per cent"
    said += f", for {count(pairs, 'pair')} of countries" if n else ""
    return f"{said}. They say how much was gained or lost, or what part of a whole it is, not how much there was."


def converted(unit: str, until: date) -> str:
    """At which rates amounts were converted."""
    return (
        f"Converted into {unit} at the European Central Bank’s reference rates: the mean of the stated period, else the"
        f" rate of the day of publication. Known until {day(until)}; where there is no rate there is no value."
    )


def mentions(summary: Summary, ranking: pd.DataFrame) -> str:
    """Who is mentioned most."""
    first, *others = ranking[["entity", "mentions", "articles"]].itertuples(index=False, name=None)
    said = (
        f"{first[0]} is mentioned most: {count(first[1], 'time')}, in {number(first[2])} of "
        f"{count(summary.articles, 'article')}"
    )
    following = listed([name for name, _, _ in others[:2]])
    return f"{said}. Next {'come' if len(others) > 1 else 'comes'} {following}." if others else f"{said}."


def changes(rows: pd.DataFrame, measure: str, now: str, before: str) -> str:
    """Who is mentioned more, and who less, than in the period before."""
    what = {"count": "mentions", "share": "share of articles", "rate": "mentions per thousand words"}[measure]
    rises, falls = (rows[rows["difference"] > 0], rows[rows["difference"] < 0])
    said = [
        f"{found['entity'].iloc[0]} {verb} most ({moved(found['difference'].iloc[0], measure)})"
        for found, verb in ((rises, "rises"), (falls, "falls"))
        if not found.empty
    ]
    return f"From {before} to {now}, {' and '.join(said) or 'nothing changes'} in {what}."


def together(pairs: pd.DataFrame, within: str) -> str:
    """Who is named together most."""
    where = "article" if within == "article" else "sentence"
    if pairs.empty:
        return f"No two of those mentioned most stand in the same {where}."
    first = pairs.iloc[0]
    said = f"{first['entity']} and {first['other']} are named together most: in {count(first['together'], 'article')}"
    if within == "sentence":
        return f"{said} in the same sentence."
    return f"{said}, {share(first['share'])} of those that name either."


def context(row: pd.Series) -> str:
    """Whose mentions are listed with the words around them."""
    said = f"{row['entity']} is named {count(row['mentions'], 'time')} in {count(row['articles'], 'article')}"
    return f"{said}; each line below is one of them."


def by_source(told: pd.DataFrame, entity: str, measure: str) -> str:
    """How often the sources with most articles name one entity."""
    rows = told[told["entity_id"] == entity]
    what = {
        "count": "Mentions of {}",
        "share": "Share of articles that name {}",
        "rate": "Mentions of {} per thousand words",
    }[measure].format(rows["entity"].iloc[0])
    stated = rows[rows["source"].notna()].head(3).to_dict("records")
    values = [f"{row['source']} {measured(row['value'], measure)}" for row in stated]
    return f"{what}: {', '.join(values) or 'no source is stated'}."


def articles(summary: Summary) -> str:
    """Which articles there are."""
    return f"{count(summary.articles, 'article')}{_from(summary)}{_published(summary)}, newest first."


def library(held: int, fitting: int, problems: int) -> str:
    """What the library holds, how much of it fits the filters, and what it could not read.

    >>> library(32, 5, 0), library(1, 1, 0)
    ('The library holds 32 articles, 5 of which fit the filters.', 'The library holds 1 article.')
    """
    said = f"The library holds {count(held, 'article')}"
    if fitting < held:
        said += f", {number(fitting)} of which {'fits' if fitting == 1 else 'fit'} the filters"
    return f"{said}; {count(problems, 'document')} could not be read." if problems else f"{said}."


def selected(start: date | None, end: date | None, parts: list[str], words: str) -> str:
    """What is filtered by, in one line; empty when nothing is.

    >>> selected(date(2020, 2, 6), None, ["Russia"], "gas")
    'Only since 6 Feb 2020 · Russia · “gas”'
    >>> selected(None, None, [], "")
    ''
    """
    when = ""
    if start and end:
        when = period(start, end, "day")
    elif start:
        when = f"since {day(start)}"
    elif end:
        when = f"until {day(end)}"
    said = [part for part in (when, *parts, f"“{words}”" if words else "") if part]
    return f"Only {' · '.join(said)}" if said else ""


def of(n: int, noun: str, before: str = "from ") -> str:
    """So many of a thing, after a word; nothing when there are none.

    >>> of(2, "source"), of(1, "country", "to "), of(0, "source")
    ('from 2 sources', 'to 1 country', '')
    """
    return f"{before}{count(n, noun)}" if n else ""


def _from(summary: Summary) -> str:
    return f" from {count(summary.sources, 'source')}" if summary.sources else ""


def _published(summary: Summary) -> str:
    if not summary.first_published or not summary.last_published:
        return ""
    return ", published" + _between(day(summary.first_published), day(summary.last_published))


def _over(first: date, last: date) -> str:
    """Years where they are many: the oldest visits are often dated no finer."""
    if last.year - first.year > 1:
        return _between(str(first.year), str(last.year))
    return _between(day(first), day(last))


def _between(first: str, last: str) -> str:
    return f" on {first}" if first == last else f" between {first} and {last}"


def _be(n: int) -> str:
    return "is" if n == 1 else "are"
