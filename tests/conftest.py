"""Fixtures every test may ask for."""

from gold_store import empty_store, gold_store

__all__ = ["empty_store", "gold_store"]
