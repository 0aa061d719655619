"""Tables on disk: batches in, SQL out, reports merged into visits."""

from lib.store.location import default_path, open_store
from lib.store.store import Store

__all__ = ["Store", "default_path", "open_store"]
