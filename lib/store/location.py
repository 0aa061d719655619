"""Where the store lies when nobody says."""

import os
import sys
from pathlib import Path

from lib.store.store import Store

VARIABLE = "DATELINE_STORE"


def default_path() -> Path:
    """The folder named by `DATELINE_STORE`, else `dateline` in the user's data directory."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "dateline"


def open_store(path: Path | str | None = None) -> Store:
    """The store in the given folder, else in the default one, created when missing."""
    return Store(path or default_path())
