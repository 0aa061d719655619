"""Who goes where: the visits that an article reports.

A sentence becomes items (`clauses`), the items are read from left to right (`scan` and its parts, ending in
`walk`) into events, the events tell each other their days (`sequence`) and become stops of one person at one
place (`stops`), and the stops of an article become one row per visit (`reports`). Where no word of travel
tells it, what stands around an official and a place is weighed (`presence`).
"""

from lib.parse.visits.reports import find_visits

__all__ = ["find_visits"]
