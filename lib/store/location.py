"""Where the store lies when nobody says."""

import os

from lib.store.objects import Place, data_directory, locate
from lib.store.store import Store

VARIABLE = "DATELINE_STORE"


def default_path() -> Place:
    """The place named by `DATELINE_STORE`, else the folder `dateline` in the user's data directory."""
    if named := os.environ.get(VARIABLE):
        return locate(named)
    return data_directory() / "dateline"


def open_store(path: Place | str | None = None) -> Store:
    """The store in a folder or at an `s3://…` address, else in the default folder, created when missing."""
    return Store(path or default_path())
