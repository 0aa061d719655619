"""Fixtures every test may ask for."""

import pytest
from browser import address, browser, gold
from gold_store import empty_store, gold_store

__all__ = ["address", "browser", "empty_store", "gold", "gold_store"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: runs Chromium; skipped where it is not installed")
