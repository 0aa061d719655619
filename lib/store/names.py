"""The file of names beside the store, which the parser knows beside the gazetteer."""

from lib.corrections import NAME_HEADER, Name, Names, checked_name, read_names, write_name
from lib.errors import StoreError
from lib.store.log import append, refuse
from lib.store.objects import Place, beside


def names_beside(place: Place) -> Names:
    """The names added to a store's gazetteer, and the lines that are none."""
    path = beside(place, "names")
    try:
        return read_names(path.read_bytes())
    except FileNotFoundError:
        return Names()
    except OSError as error:
        reason = f"the names cannot be read ({error.strerror or error})"
        raise StoreError(str(path), "", reason, "see that you may read there") from error


def add_name(place: Place, name: Name) -> Name:
    """Adds a name; ValueError where it cannot be one, or is there already, StoreError where it cannot be written."""
    path, made = beside(place, "names"), checked_name(name)

    def line(data: bytes) -> str:
        known = read_names(data)
        refuse(path, known.faults)
        same = (made.kind, made.name.casefold(), made.country, made.role, made.start)
        for other in known.names:
            if (other.kind, other.name.casefold(), other.country, other.role, other.start) == same:
                raise ValueError(f"{other.who} added it already")
        return write_name(made)

    append(path, NAME_HEADER, line)
    return made
