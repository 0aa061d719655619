"""What every reader is given: its data, and whom to tell about the parts that cannot be read."""

from collections.abc import Callable, Iterator

from lib.errors import DatelineError
from lib.read.stream import Stream
from lib.records import Article

Data = bytes
Source = Data | Stream
OnProblem = Callable[[DatelineError], None]
Reader = Callable[[str, Data, OnProblem], Iterator[Article]]
StreamReader = Callable[[str, Source, OnProblem], Iterator[Article]]
"""A reader that takes its document bit by bit, whatever its size."""
