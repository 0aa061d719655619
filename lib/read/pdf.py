"""PDF files with a text layer."""

import io
import logging
import re
from collections.abc import Iterator

from lib.errors import ReadError
from lib.read.article import finish, undated
from lib.read.decode import check_size, clean
from lib.read.page import read_page
from lib.read.printed_date import date_in_name
from lib.read.problem import Data, OnProblem
from lib.records import Article

_PAGES = 200


def read_pdf(name: str, data: Data, on_problem: OnProblem) -> Iterator[Article]:
    """The one article of a PDF; ReadError when it is protected, scanned or damaged."""
    check_size(name, data)
    text = _text(name, bytes(data), on_problem)
    if not re.search(r"\w{2}", text):
        raise ReadError(
            name, "", "the PDF holds no text, perhaps scanned pictures", "run text recognition (OCR) first"
        )
    draft = read_page(text)
    draft.published = draft.published or date_in_name(draft.url) or date_in_name(name)
    if draft.published is None:
        on_problem(undated(name))
    yield finish(draft, name)


def _text(name: str, data: bytes, on_problem: OnProblem) -> str:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    try:
        pdf = PdfReader(io.BytesIO(data), strict=False)
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise ReadError(name, "", "the PDF is protected by a password", "save it without the password")
        for number, page in enumerate(pdf.pages, 1):
            if number > _PAGES:
                reason = f"only the first {_PAGES} pages were read"
                on_problem(ReadError(name, f"page {number}", reason, "split the PDF into articles"))
                break
            pages.append(page.extract_text() or "")
    except ReadError:
        raise
    except Exception as error:  # a damaged PDF fails anywhere inside pypdf, with any error
        raise ReadError(
            name, "", "the PDF is damaged or cut short", "download it or export it again"
        ) from error
    return clean("\n".join(pages))
