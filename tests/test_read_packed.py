"""gzip, Zstandard, crawls and streams: every format inside, bombs and cuts refused, little memory."""

import gzip
import itertools
import json
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read import (
    ARCHIVES,
    BODY,
    FEED,
    GOOD,
    HTML,
    RECORD,
    articles,
    as_csv,
    as_warc,
    as_zip,
    as_zstd,
    refusal,
)

from lib.errors import DatelineError, ReadError
from lib.read import find_documents, packed, read
from lib.read.stream import stream
from lib.records import Article

as_gzip = partial(gzip.compress, mtime=0)
PACK = {".gz": as_gzip, ".zst": as_zstd}
PLAIN = [kind for kind in GOOD if kind not in ("zip", "gzip", "zstd")]
LINE = json.dumps(RECORD).encode() + b"\n"


@pytest.mark.parametrize("suffix", PACK)
@pytest.mark.parametrize("kind", PLAIN)
def test_every_format_is_read_when_packed(kind: str, suffix: str) -> None:
    name, data = GOOD[kind]
    (plain,), _ = articles(name, data)
    (one,), problems = articles(name + suffix, PACK[suffix](data))
    assert not problems
    assert (one.article_id, one.title, one.published) == (plain.article_id, plain.title, plain.published)
    (one,), _ = articles("a.bin", PACK[suffix](data)) if kind not in ("csv", "markdown") else ([plain], [])
    assert one.title == plain.title, "the content tells the format"


@pytest.mark.parametrize("suffix", PACK)
def test_files_packed_in_parts_are_read_as_one(suffix: str) -> None:
    pack = PACK[suffix]
    found, problems = articles(f"a.jsonl{suffix}", pack(LINE[:50]) + pack(LINE[50:]) + pack(LINE))
    assert (len(found), problems) == (2, [])


@pytest.mark.parametrize("suffix", PACK)
def test_a_packed_file_that_is_cut_gives_what_it_holds(suffix: str) -> None:
    lines = b"".join(
        json.dumps(RECORD | {"title": f"Lula in Lima {n}", "text": f"{n * n} {BODY}"}).encode() + b"\n"
        for n in range(3000)
    )
    data = PACK[suffix](lines)
    found: list[str | None] = []
    told: list[DatelineError] = []
    with pytest.raises(ReadError, match="damaged or cut short"):
        for article in read(f"a.jsonl{suffix}", data[:-50], told.append):
            found.append(article.title)
    assert len(found) > 2000


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt.gz", b"no gzip at all", "gzip file is damaged"),
        ("a.txt.zst", b"no zstd at all", "Zstandard file is damaged"),
        ("a.txt.gz", as_gzip(b""), "empty"),
        ("a.txt.zst", as_zstd(b""), "empty"),
        ("a.jsonl.gz", as_gzip(bytes(80_000_000)), "bomb"),
        ("a.jsonl.zst", as_zstd(bytes(80_000_000)), "bomb"),
        ("a.txt.gz", as_gzip(as_gzip(bytes(80_000_000))), "archive"),
        ("a.txt.gz.gz", as_gzip(as_gzip(LINE)), "archive"),
        ("a.zip.gz", as_gzip(as_zip({"a.jsonl": LINE})), "archive"),
        ("a.tar.gz", as_gzip(b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(512)), "archive"),
        ("a.csv.gz", as_gzip(b"title,price\nx,1\n"), "columns: price, title"),
        ("a.warc", b"no crawl at all", "WARC file is damaged"),
        ("a.warc.gz", as_gzip(b"no crawl at all"), "WARC file is damaged"),
    ],
)  # fmt: skip
def test_refusals(name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data).reason


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = 0
    fill = packed._fill

    def count(read: Callable[[int], bytes]) -> tuple[bytes, Exception | None]:
        nonlocal unpacked
        piece, failure = fill(read)
        unpacked += len(piece)
        return piece, failure

    monkeypatch.setattr(packed, "_fill", count)
    refusal("a.jsonl.gz", as_gzip(bytes(80_000_000)))
    assert unpacked < 8_000_000


def page(number: int) -> bytes:
    return HTML.replace("Dina Boluarte", f"Dina Boluarte, speaking for time {number}").encode()


URL = "https://andes.example/{}"


def test_a_crawl_gives_its_pages_with_their_addresses() -> None:
    records = [
        as_warc(URL.format(1), page(1)),
        as_warc(URL.format("old"), page(9), status="404 Not Found"),
        as_warc(URL.format("moved"), b"", status="301 Moved Permanently"),
        as_warc(URL.format("a.png"), b"\x89PNG", "Content-Type: image/png"),
        as_warc(URL.format(2), BODY.encode() * 3, "Content-Type: text/plain; charset=utf-8"),
        as_warc(URL.format(3), as_gzip(page(3)), "Content-Type: text/html\r\nContent-Encoding: gzip"),
        as_warc(
            URL.format(4), page(4), "Content-Type: text/html\r\nContent-Encoding: gzip"
        ),  # unpacked since
        as_warc(
            URL.format(5),
            b"%x\r\n" % len(page(5)) + page(5) + b"\r\n0\r\n\r\n",
            "Content-Type: text/html\r\nTransfer-Encoding: chunked",
        ),
        as_warc(URL.format(6), b"<html><body><nav>Home</nav></body></html>"),
        as_warc(
            URL.format(7), page(7).replace(b"Dina", b"Di\xf1a"), "Content-Type: text/html; charset=latin-1"
        ),
    ]
    for name, data in [
        ("a.warc", b"".join(records)),
        ("a.warc.gz", b"".join(map(as_gzip, records))),
        ("a.warc.zst", as_zstd(b"".join(records))),
    ]:
        told: list[DatelineError] = []
        found = list(read(name, data, told.append))
        assert [article.url for article in found] == [URL.format(n) for n in (1, 2, 3, 4, 5, 7)]
        assert "Diña Boluarte" in found[-1].text
        assert [error.path for error in told if "no article" in error.reason] == [f"{name}/{URL.format(6)}"]


def test_a_page_cannot_unpack_to_any_size() -> None:
    bomb = as_gzip(bytes(60_000_000))
    data = as_warc(URL.format(1), bomb, "Content-Type: text/html\r\nContent-Encoding: gzip")
    found, (problem,) = articles("a.warc", data + as_warc(URL.format(2), page(2)))
    assert [article.url for article in found] == [URL.format(2)]
    assert problem.path.endswith(URL.format(1)) and "more than the 50 MB" in problem.reason


@pytest.mark.parametrize("cut", [20, 500, 2300, 2900])  # in a page, in another, in headers
def test_a_crawl_that_is_cut_is_told(cut: int) -> None:
    whole = as_warc(URL.format(1), page(1)) + as_warc(URL.format(2), page(2) * 3)
    for name, data in [("a.warc", whole[:-cut]), ("a.warc.gz", as_gzip(whole[:-cut]))]:
        told: list[DatelineError] = []
        found: list[Article] = []
        try:
            found.extend(read(name, data, told.append))
        except ReadError as error:
            told.append(error)
        assert len(found) == (cut < 1000)
        assert any("cut short" in error.reason for error in told)


def test_a_packed_crawl_that_is_cut_gives_the_pages_before() -> None:
    data = as_gzip(as_warc(URL.format(1), page(1))) + as_gzip(as_warc(URL.format(2), page(2)))
    found: list[str | None] = []
    with pytest.raises(ReadError, match="cut short"):
        found.extend(article.url for article in read("a.warc.gz", data[:-20], pytest.fail))
    assert found == [URL.format(1)]


def test_what_is_no_record_is_told_and_what_came_before_is_kept() -> None:
    found, (problem,) = articles("a.warc", as_warc(URL.format(1), page(1)) + b"no record\r\n\r\n")
    assert len(found) == 1
    assert (problem.place, problem.path) == ("after record 1", "a.warc")


def test_a_crawl_in_a_folder_is_many_documents(tmp_path: Path) -> None:
    records = [as_warc(URL.format(n), page(n)) for n in range(3)]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(map(as_gzip, records)))
    documents = list(find_documents([tmp_path], pytest.fail))
    assert [Path(name).name for name, _, _ in documents] == ["0", "1", "2"]
    found = [one for name, load, _ in documents for one in read(name, load(), pytest.fail)]
    assert [article.url for article in found] == [URL.format(n) for n in range(3)]
    assert [end for *_, end in documents] == sorted(end for *_, end in documents)


def drip(data: bytes, size: int = 100_000) -> Iterator[bytes]:
    return (data[n : n + size] for n in range(0, len(data), size))


@pytest.mark.parametrize("kind", [*PLAIN, "zip", "gzip", "zstd"])
def test_a_stream_is_read_like_the_file(kind: str) -> None:
    name, data = GOOD[kind]
    problems: list[DatelineError] = []
    (one,) = read(name, stream(drip(data)), problems.append)
    (plain,), _ = articles(name, data)
    assert (one.article_id, problems) == (plain.article_id, [])


@pytest.mark.parametrize("kind", [kind for kind in GOOD if kind != "markdown"])
def test_the_content_tells_the_format(kind: str) -> None:
    _, data = GOOD[kind]
    (one,) = read("standard input", stream(drip(data)), [].append)
    assert one.title in ("Lula in Lima", "Lula in Lima for talks")


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        (b"\n" + LINE * 2, 2),
        (json.dumps(RECORD | {"text": BODY * 100}).encode() + b"\n" + LINE, 2),  # a first line of 30 kB
        (json.dumps([RECORD] * 2, indent=1).encode(), 2),
        (as_csv([RECORD] * 2, ";"), 2),
        (as_csv([RECORD] * 3, "\t"), 3),
        (b"\xef\xbb\xbf" + as_csv([RECORD]), 1),
        (b"\n " + FEED.encode(), 1),
        (f"Lula in Lima for talks, in a text\n\n{BODY}".encode(), 1),  # commas make no table
        (f"Source, text, title\n\n{BODY * 3}".encode(), 0),  # unless they do
    ],
)
def test_content_without_a_name(data: bytes, titles: int) -> None:
    assert len(list(read("standard input", stream(drip(data)), [].append))) == titles


def test_lines_without_end_are_told_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.read.table._LONGEST", 1000)
    endless = itertools.chain([LINE], itertools.repeat(b"x" * 500, 8), [b"\n" + LINE])
    told: list[DatelineError] = []
    assert len(list(read("a.jsonl", stream(endless), told.append))) == 2
    assert {error.reason for error in told} == {"the line is no JSON"}


@given(data=st.binary(max_size=300), kind=st.sampled_from(ARCHIVES), at=st.floats(0, 1))
@settings(max_examples=150, deadline=None)
def test_damage_is_never_another_error(data: bytes, kind: str, at: float) -> None:
    name, good = GOOD[kind]
    cut = int(at * len(good))
    try:
        found, _ = articles(name, good[:cut] + data + good[cut + len(data) :])
    except ReadError:
        return
    assert all(article.text for article in found)


def test_deflated_pages_are_read() -> None:
    data = as_warc(
        URL.format(1), zlib.compress(page(1)), "Content-Type: text/html\r\nContent-Encoding: deflate"
    )
    found, _ = articles("a.warc", data)
    assert [article.url for article in found] == [URL.format(1)]
