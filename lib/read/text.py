"""Plain text: typed, pasted from a page, or a wire's copy."""

from collections.abc import Iterator

from lib.errors import ReadError
from lib.read.article import finish, undated
from lib.read.decode import check_size, decode
from lib.read.page import read_page
from lib.read.printed_date import date_in_name
from lib.read.problem import Data, OnProblem
from lib.records import Article


def read_text(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The one article of a plain text."""
    check_size(name, data)
    draft = read_page(decode(name, bytes(data)))
    if not draft.text.strip():
        raise ReadError(
            name, "", "no article was found on the page, only menus and notices", "give the article itself"
        )
    draft.published = draft.published or date_in_name(draft.url) or date_in_name(name)
    if draft.published is None:
        on_problem(undated(name))
    yield finish(draft, name)
