"""Article → rows: pure functions, one extractor a table, all fed by one pass over the text."""

from lib.parse.confidence import with_confidence
from lib.parse.document import Document
from lib.parse.mentions import find_mentions
from lib.parse.people import People
from lib.parse.trade import find_trade_figures
from lib.parse.visits import find_visits
from lib.records import Article, Rows


def parse(article: Article) -> Rows:
    """The rows of every table that `article` yields. Never raises on any text."""
    doc = Document(article)
    people = People(doc)
    found = Rows(
        tuple(find_mentions(doc, people)),
        tuple(find_visits(doc, people)),
        tuple(find_trade_figures(doc, people)),
    )
    return with_confidence(doc, found)
