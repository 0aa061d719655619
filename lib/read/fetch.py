"""A web address → its bytes; nothing else in the project uses the network, and only for addresses given to it."""

import re
from http.client import HTTPException
from urllib.request import Request, urlopen

from lib.errors import ReadError
from lib.read.decode import MAX_BYTES, check_size

SECONDS = 30.0
"""What a server is given to answer."""


def is_address(path: str) -> bool:
    """Whether a path is a web address.

    >>> is_address("https://andes.example/feed"), is_address("news/feed.xml"), is_address("file:///etc/passwd")
    (True, False, False)
    """
    return re.match(r"https?://[^/]", path, re.I) is not None


def fetch(address: str) -> bytes:
    """What stands at an address; ReadError when it is none, does not answer or is too large.

    >>> fetch("file:///etc/passwd")
    Traceback (most recent call last):
        ...
    lib.errors.ReadError: file:///etc/passwd: this is no web address; give one that begins with https://
    """
    if not is_address(address):
        raise ReadError(address, "", "this is no web address", "give one that begins with https://")
    try:
        with urlopen(Request(address, headers={"User-Agent": "dateline"}), timeout=SECONDS) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except (OSError, HTTPException, ValueError) as error:
        cause = str(getattr(error, "reason", "") or error) or type(error).__name__
        raise ReadError(
            address, "", f"it cannot be fetched ({cause})", "check the address and the connection"
        ) from error
    check_size(address, data)
    return data
