"""Named views, in a small JSON file beside the store."""

import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.errors import StoreError
from lib.store.objects import Place, local

FORMAT = 1
"""of an entry; one of a higher number was saved by a newer version, and is kept as it is"""

LONGEST = 80
"""letters of a name"""

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A page with its query string, under a name; `looked` is when its news were last called seen (UTC)."""

    name: str
    page: str
    query: str
    saved: datetime | None
    looked: datetime | None
    newer: bool = False
    """saved by a newer version: shown, not opened or changed"""


class Bookmarks:
    """The saved views of a store. Every call reads the file, and a change replaces it whole."""

    def __init__(self, store: Place) -> None:
        beside = local(store)
        self.path = beside.with_name(f"{beside.name}.views.json")

    def views(self) -> list[SavedView]:
        """The saved views by name; StoreError where the file cannot be read."""
        return sorted(map(_view, _entries(self._read())), key=lambda view: view.name.casefold())

    def looked(self, name: str = "") -> datetime | None:
        """When the news of a view, or of the whole library, were last called seen."""
        content = self._read()
        return _moment(content.get("looked") if not name else _entry(content, self.path, name).get("looked"))

    def save(self, name: str, page: str, query: str, now: datetime) -> None:
        """Adds a view; StoreError where the name is empty, too long or taken."""

        def change(content: dict[str, Any]) -> None:
            named = self._free(content, name)
            content["views"] = [
                *_entries(content),
                {"format": FORMAT, "name": named, "page": page, "query": query, "saved": now.isoformat()},
            ]

        self._change(change)

    def rename(self, name: str, to: str, nth: int = 0) -> None:
        """Gives a view, the `nth` of its name, another one; StoreError where that cannot be."""
        self._change(lambda content: self._own(content, name, nth).update(name=self._free(content, to)))

    def delete(self, name: str, nth: int = 0) -> None:
        """Takes out a view, the `nth` of its name."""

        def change(content: dict[str, Any]) -> None:
            own = self._own(content, name, nth)
            content["views"] = [entry for entry in _entries(content) if entry is not own]

        self._change(change)

    def look(self, name: str, at: datetime) -> None:
        """Notes when the news of a view were seen; of the whole library with an empty name."""
        self._change(
            lambda content: (self._own(content, name) if name else content).update(looked=at.isoformat())
        )

    def _free(self, content: dict[str, Any], name: str) -> str:
        wanted = " ".join(name.split())
        if not wanted or len(wanted) > LONGEST:
            raise StoreError(
                wanted or "view", "", f"a name has 1 to {LONGEST} letters", "choose another name"
            )
        if any(entry["name"] == wanted for entry in _entries(content)):
            raise StoreError(wanted, "", "a saved view has this name already", "choose another name")
        return wanted

    def _own(self, content: dict[str, Any], name: str, nth: int = 0) -> dict[str, Any]:
        entry = _entry(content, self.path, name, nth)
        if _view(entry).newer:
            raise StoreError(name, "", "a newer Dateline saved this view", "update Dateline to change it")
        return entry

    def _change(self, change: Callable[[dict[str, Any]], object]) -> None:
        with _lock:
            content = self._read()
            if content["format"] > FORMAT:
                reason = "a newer Dateline keeps its saved views here"
                raise StoreError(str(self.path), "", reason, "update Dateline to change them")
            change(content)
            partial = self.path.with_name(f"{self.path.name}.{uuid.uuid4().hex}.part")
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                partial.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
                partial.replace(self.path)
            except OSError as error:
                reason = f"saved views cannot be written ({error.strerror})"
                raise StoreError(str(self.path), "", reason, "make room, or allow writing there") from error

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {"format": FORMAT, "views": []}
        except (OSError, ValueError) as error:
            raise _damaged(self.path) from error
        if (
            not isinstance(content, dict)
            or not isinstance(content.get("format"), int)
            or not isinstance(content.get("views"), list)
            or not all(isinstance(e, dict) and isinstance(e.get("name"), str) for e in content["views"])
        ):
            raise _damaged(self.path)
        return content


def _damaged(path: Path) -> StoreError:
    return StoreError(
        str(path), "", "the file of saved views cannot be read", "mend it, or move it away to begin anew"
    )


def _entries(content: dict[str, Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = content["views"]
    return entries


def _entry(content: dict[str, Any], path: Path, name: str, nth: int = 0) -> dict[str, Any]:
    named = [entry for entry in _entries(content) if entry["name"] == name]
    if nth < len(named):
        return named[nth]
    raise StoreError(
        str(path), "", f"no saved view is named “{name}”", "reload the page to see those there are"
    )


def _view(entry: dict[str, Any]) -> SavedView:
    """An entry as a view; what is not as this version writes it counts as a newer one's.

    >>> _view({"format": 1, "name": "Cuba", "page": "visits", "query": "host=CUB"}).newer
    False
    >>> _view({"format": 2, "name": "Cuba", "where": {"page": "visits"}}).newer
    True
    """
    page, query = entry.get("page"), entry.get("query")
    known = entry.get("format") == FORMAT and isinstance(page, str) and isinstance(query, str)
    return SavedView(
        entry["name"],
        str(page) if known else "",
        str(query) if known else "",
        _moment(entry.get("saved")),
        _moment(entry.get("looked")),
        not known,
    )


def _moment(text: object) -> datetime | None:
    """A moment as written, in UTC; None when it is none, or at the ends of the calendar, where none can be
    told in every time zone.

    >>> _moment("2026-11-22T10:00:00+01:00")
    datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.timezone.utc)
    >>> _moment("lately"), _moment(None), _moment("0001-01-01T00:00:00+14:00")
    (None, None, None)
    """
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    if not datetime.min.year < moment.year < datetime.max.year:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
