"""What every reader is given: its data, and whom to tell about the parts that cannot be read."""

import mmap
from collections.abc import Callable, Iterator

from lib.errors import DatelineError
from lib.records import Article

Data = bytes | mmap.mmap
OnProblem = Callable[[DatelineError], None]
Reader = Callable[[str, Data, OnProblem], Iterator[Article]]
