"""The recorded accuracy as the Accuracy page shows it: frames, their columns, and what they say in words."""

import pandas as pd

from lib import format
from lib.scores import Score
from lib.tables import load
from lib.ui.table import Column

USES = {"unseen": "Unseen", "learned": "Learned from", "sample": "Sample"}
"""what a corpus is for, by the beginning of its name; that which says most first"""

NAMES = {
    "country counts": "Country mentions, per article",
    "visit reports": "Visits: who, where to",
    "visit reports, strict": "Visits: every column",
    "trade figures": "Trade figures: amount, flow, pair",
    "trade figures, amount only": "Trade figures: amount only",
    "trade figures, strict": "Trade figures: every column",
    "visit visitor": "Visit: visitor's name",
    "visit visitor_country": "Visit: visitor's country",
    "visit date": "Visit: dates",
    "visit city": "Visit: city",
    "visit status": "Visit: status",
    "visit role": "Visit: visitor's role",
    "trade period": "Trade figure: period",
    "trade status": "Trade figure: actual or target",
    "article title": "Article: headline",
    "article published": "Article: day of publication",
    "article language": "Article: language",
    "mentions": "Mentions",
    "visit_reports": "Visits",
    "trade_figures": "Trade figures",
}
MAIN = ("country counts", "visit reports", "trade figures")
"""the figures that the chart shows"""

METHOD = (
    "All articles were written and labelled for this project; the labels follow one set of definitions.",
    "Learned from: the rules were improved by reading these articles. Unseen: nobody looked at more than the"
    " figures, so they say how other news fares. Sample: the articles that come with Dateline; rules were"
    " written beside them.",
    "Precision is the share of rows found that are right, recall the share of labelled rows that are found, F1"
    " their harmonic mean: 1 is perfect.",
)
ROWS = (
    "A visit is right when visitor and host are; a trade figure when amount, unit, flow and pair are; countries"
    " are counted by mentions in an article."
)
COLUMNS = "Of the rows that were found and right, how many say a column right, empty ones included."
ELSEWHERE = (
    "Used to measure only; no rule was made for them. They count some things otherwise than Dateline: demonyms"
    " are false in GeoVirus where it leaves them unlabelled, and Reuters gives a story the countries it is about,"
    " not all it names. Beside it the best figure of another tool on the same texts, where one was measured."
)

COUNTS = ("articles", "right", "false", "missed")
NUMBERS = (*COUNTS, "precision", "recall", "f1", "target", "stated", "error")


def figures(kind: str) -> pd.DataFrame:
    """What was recorded in data/accuracy.csv of one kind: `table`, `field` or `confidence`.

    Columns as there, with `corpus` and `name` in words, `use`, `aim` (the target in words) and `measure`, the
    name in the file.
    """
    frame = pd.DataFrame([row for row in load("accuracy") if row["kind"] == kind], columns=_columns())
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name])
    order = list(USES.values())
    frame = frame.assign(
        measure=frame["name"],
        name=frame["name"].map(lambda name: NAMES.get(name, name)),
        use=frame["corpus"].map(use),
        corpus=frame["corpus"].map(corpus),
        aim=["none" if format.missing(target) else f"{target:.2f}" for target in frame["target"]],
    )
    return frame.sort_values("use", key=lambda column: column.map(order.index), kind="stable")


def _columns() -> list[str]:
    return list(load("accuracy")[0]) if load("accuracy") else ["corpus", "name", *NUMBERS]


def use(corpus: str) -> str:
    """What a corpus is for.

    >>> use("learned_visits"), use("unseen")
    ('Learned from', 'Unseen')
    >>> use("poems")
    Traceback (most recent call last):
        ...
    StopIteration
    """
    return next(words for beginning, words in USES.items() if corpus.startswith(beginning))


def corpus(name: str) -> str:
    """A corpus in words.

    >>> corpus("learned_brief_visits"), corpus("unseen")
    ('Learned from: brief visits', 'Unseen')
    """
    return ": ".join(filter(None, (use(name), " ".join(name.split("_")[1:]))))


def by_use(frame: pd.DataFrame) -> pd.DataFrame:
    """The main figures with corpora of one use counted together: `table, use, articles, f1, target`."""
    rows = []
    for measure in MAIN:
        for words, group in frame[frame["measure"] == measure].groupby("use", sort=False):
            right, false, missed = (int(group[name].sum()) for name in COUNTS[1:])
            f1 = Score(right, false, missed).f1
            rows.append((NAMES[measure], words, int(group["articles"].sum()), f1, group["target"].max()))
    return pd.DataFrame(rows, columns=["table", "use", "articles", "f1", "target"])


def lead(summed: pd.DataFrame) -> str:
    """What the chart's rows amount to, in one sentence."""
    unseen = summed[summed["use"] == USES["unseen"]]
    if unseen.empty:
        return f"Accuracy was measured on {format.count(int(summed['articles'].max()), 'labelled article')}."
    countries, visits, trade = (f"{value:.2f}" for value in unseen["f1"])
    articles = format.count(int(unseen["articles"].iloc[0]), "article")
    return (
        f"In {articles} that no rule was made for, Dateline finds countries with an F1 of {countries},"
        f" visits with {visits} and trade figures with {trade}."
    )


def judged(frame: pd.DataFrame, measure: str) -> int:
    """How many rows the labels hold of a table, over all corpora."""
    rows = frame[frame["measure"] == measure]
    return int((rows["right"] + rows["missed"]).sum())


def articles(frame: pd.DataFrame, words: str = "") -> int:
    """How many labelled articles there are, of one use or all."""
    corpora = frame.drop_duplicates("corpus")
    return int(corpora.loc[corpora["use"].eq(words) | (words == ""), "articles"].sum())


def public() -> pd.DataFrame:
    """What was measured on labelled texts of other makers, as in data/public_accuracy.csv."""
    frame = pd.DataFrame(load("public_accuracy"))
    numbers = ("documents", "precision", "recall", "f1", "best_other")
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numbers})


def left_out() -> pd.DataFrame:
    """How often rows of like certainty were right in articles that it was not learned from."""
    frame = pd.DataFrame(load("calibration"))
    frame = frame.assign(**{name: pd.to_numeric(frame[name]) for name in ("rows", "stated", "right")})
    return frame.assign(table=frame["table"].map(NAMES))


def certain(frame: pd.DataFrame) -> str:
    """How certainty is learned, and how far it is from the share of rows right in articles left out."""
    errors = [
        f"{calibration_error(rows):.3f} for {str(table).lower()}"
        for table, rows in frame.groupby("table", sort=False)
    ]
    return (
        "Certainty is the share of rows with such evidence that were right in the articles learned from. Below,"
        " it is learned without a fifth of the articles and tried on those, for each fifth in turn: rows of like"
        f" certainty, and how many are right. On average the two differ by {format.listed(errors)}. Other news is"
        " harder, so there rows are right less often than their certainty says."
    )


def calibration_error(frame: pd.DataFrame) -> float:
    """The mean distance of certainty and share right over the rows of `left_out`.

    >>> calibration_error(pd.DataFrame({"rows": [1, 3], "stated": [0.5, 0.9], "right": [0.9, 0.9]}))
    0.1
    """
    return float(
        round(((frame["stated"] - frame["right"]).abs() * frame["rows"]).sum() / frame["rows"].sum(), 4)
    )


def _number(field: str, title: str) -> Column:
    return Column(field, title, 80, shown=lambda row: format.number(row[field]))


def _share(field: str, title: str, width: int = 85, digits: int = 2) -> Column:
    return Column(field, title, width, shown=lambda row: f"{row[field]:.{digits}f}")


SET = (Column("corpus", "Articles", 150), _number("articles", "How many"))
TABLES = (
    *SET,
    Column("name", "Found", 220),
    _share("f1", "F1"),
    _share("precision", "Precision"),
    _share("recall", "Recall"),
    Column("aim", "Target, F1", 85),
    _number("right", "Right"),
    _number("false", "False"),
    _number("missed", "Missed"),
)
FIELDS = (
    *SET,
    Column("name", "Column", 200),
    _share("precision", "Share right"),
    Column("aim", "Target", 85),
    _number("right", "Right"),
    _number("false", "Wrong"),
)
CERTAINTY = (
    *SET,
    Column("name", "Table", 130),
    _share("stated", "Mean certainty", 110, 3),
    _share("precision", "Share right", 85, 3),
    _share("error", "Calibration error", 120, 3),
)
LEFT_OUT = (
    Column("table", "Table", 130),
    _number("rows", "Rows"),
    _share("stated", "Mean certainty", 110, 3),
    _share("right", "Share right", 85, 3),
)
PUBLIC = (
    Column("data", "Texts", 150),
    Column("told", "What they are", 230),
    Column("measured", "Found", 190),
    _number("documents", "Documents"),
    _share("f1", "F1"),
    _share("precision", "Precision"),
    _share("recall", "Recall"),
    _share("best_other", "Best other tool, F1", 140),
)
