"""Tables on disk: batches in, SQL out, reports merged into visits."""

from lib.store.bookmarks import Bookmarks, SavedView
from lib.store.facts import Facts
from lib.store.location import default_path, open_store
from lib.store.store import Store

__all__ = ["Bookmarks", "Facts", "SavedView", "Store", "default_path", "open_store"]
