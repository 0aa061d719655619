"""Where the store lies when nobody says."""

import os
import sys
from pathlib import Path

from lib.store.objects import Place, locate
from lib.store.store import Store

VARIABLE = "DATELINE_STORE"


def default_path() -> Place:
    """The place named by `DATELINE_STORE`, else the folder `dateline` in the user's data directory."""
    if named := os.environ.get(VARIABLE):
        return locate(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "dateline"


def open_store(path: Place | str | None = None) -> Store:
    """The store in a folder or at an `s3://…` address, else in the default folder, created when missing."""
    return Store(path or default_path())
