"""What can go wrong, said so that a reader can mend it: where, what, and what to do."""


class DatelineError(Exception):
    """A failure with its `path`, the `place` in it (may be empty), the `reason` and a `remedy`.

    >>> str(DatelineError("a.csv", "header", "no column holds the text", "name one column 'text'"))
    "a.csv (header): no column holds the text; name one column 'text'"
    >>> DatelineError("a.csv", "", "", "do something")
    Traceback (most recent call last):
        ...
    ValueError: an error needs a reason
    """

    stage = "run"

    def __init__(self, path: str, place: str, reason: str, remedy: str) -> None:
        if not reason:
            raise ValueError("an error needs a reason")
        self.path, self.place, self.reason, self.remedy = path, place, reason, remedy
        where = f"{path} ({place})" if place else path
        super().__init__(f"{where}: {reason}; {remedy}")


class ReadError(DatelineError):
    """A document, or a part of one, that cannot become an article."""

    stage = "read"


class ParseError(DatelineError):
    """A table under data/ that cannot be used, or an article that an extractor could not take."""

    stage = "parse"


class StoreError(DatelineError):
    """A store that cannot be opened, written or trusted."""

    stage = "store"
