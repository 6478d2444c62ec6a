"""The article: its raw text, the copy that is analysed, and what its page tells of it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.article.decoding import LARGEST, extract
from kg.article.layout import Block, find_blocks
from kg.article.normal import Normalised, normalise
from kg.errors import ArticleError, TermError
from kg.model import PartialDate, Span
from kg.patterns import regex
from kg.vocabulary import local_name


@dataclass(frozen=True, slots=True)
class Noise:
    """What stood between the file and its words.

    Parameters
    ----------
    encoding : how the bytes were read.
    traditional : share of characters that simplification changed.
    pinyin : bracketed readings removed.
    broken : replacement characters and question marks inside Chinese words.
    """

    encoding: str
    traditional: float = 0.0
    pinyin: int = 0
    broken: int = 0


@dataclass(frozen=True)
class Article:
    """An article: its raw text, the normalised copy that is analysed, and its blocks.

    Parameters
    ----------
    id : local name of the source, from the file name unless given.
    raw : the text as decoded (of HTML and PDF, the text extracted from it).
    text : the normalised copy.
    sha256 : of the raw text in UTF-8.
    title : normalised title, None where the text has none.
    published : date of the page, as told by the caller, its metadata or its head.
    publisher : who published the page, as told by it.
    blocks : passages in order.
    noise : what stood between the file and its words.
    copy : the normalised text with its offsets.
    """

    id: str
    raw: str = field(repr=False)
    text: str = field(repr=False)
    sha256: str
    title: str | None
    published: PartialDate | None
    publisher: str | None
    blocks: tuple[Block, ...] = field(repr=False)
    noise: Noise
    copy: Normalised = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The range of `raw` from which ``text[start:end]`` was made."""
        return self.copy.span(start, end)

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """The same as a pair, for slicing."""
        span = self.copy.span(start, end)
        return span.start, span.end

    def repeats(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """All places where the same words stand, the given one among them, in order.

        Only passages inside sentences of ten or more characters that occur more than once are
        looked for, so that a date or a name is not taken for a repetition.
        """
        found = {(start, end)}
        sentence = self._sentence_starts.get(self._sentence_before(start))
        for other in self._repeated.get(sentence or "", ()):
            shifted = other + start - self._sentence_before(start)
            if self.text.startswith(self.text[start:end], shifted):
                found.add((shifted, shifted + end - start))
        return tuple(sorted(found))

    def is_furniture(self, position: int) -> bool:
        """Tell whether a position lies in what a page prints around an article."""
        if not self._has_furniture:
            return False
        index = bisect_right(self._block_starts, position) - 1
        return index >= 0 and self.blocks[index].kind == "furniture"

    @cached_property
    def _has_furniture(self) -> bool:
        return any(block.kind == "furniture" for block in self.blocks)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def spin(self) -> float:
        """Share of machine-made synonyms among the words that spinning software replaces.

        It is 0 where fewer than three words are replaced, as a text may well speak of 公告 alone.
        """
        pairs = [
            (min(self.text.count(plain), 99), min(self.text.count(spun), 99))
            for plain, spun in _SPUN.items()
        ]
        turned = sum(spun > plain for plain, spun in pairs)
        plain, spun = map(sum, zip(*pairs, strict=True))
        return spun / (spun + plain) if turned >= 3 and spun + plain >= 6 else 0.0

    @cached_property
    def _repeated(self) -> dict[str, tuple[int, ...]]:
        """Sentence -> its positions, where there is more than one."""
        places: dict[str, list[int]] = {}
        for start, end in _sentences(self.text):
            places.setdefault(self.text[start:end], []).append(start)
        return {words: tuple(at) for words, at in places.items() if len(at) > 1}

    @cached_property
    def _sentence_starts(self) -> dict[int, str]:
        return {start: words for words, at in self._repeated.items() for start in at}

    def _sentence_before(self, position: int) -> int:
        return max(self.text.rfind(mark, 0, position) for mark in "。!?;\n") + 1


# plain word -> what spinning software writes for it
_SPUN = {
    "发展": "进步",
    "创新": "革新",
    "通知": "公告",
    "联盟": "网盟",
    "大数据": "云数据",
    "融资": "筹资",
    "智力": "智商",
    "实施": "推行",
}
_SENTENCE = regex(r"[^。!?;\n]{10,}[。!?;\n]?")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _SENTENCE.finditer(text))


def read_article(
    source: str | Path | bytes, *, id: str | None = None, published: str | PartialDate | None = None
) -> Article:
    """Read an article from a file or from bytes.

    Parameters
    ----------
    source : path of a text, Markdown, HTML or PDF file; or the bytes of one.
    id : local name of the source; by default from the file name, ``stdin`` for bytes.
    published : date of the page, if the caller knows it.

    Raises
    ------
    ArticleError : missing, a directory, empty, too large, not text, of unknown encoding.

    >>> read_article("2020年6月30日,试行办法施行。".encode("gb18030"), id="a").noise.encoding
    'gb18030'
    """
    data, stem = (source, "stdin") if isinstance(source, bytes) else _load(Path(source))
    raw, encoding, meta = extract(data, stem)
    if not raw.strip():
        raise ArticleError(f"{stem}: the file holds no text")
    copy = normalise(raw)
    blocks = find_blocks(copy.text)
    try:
        date = PartialDate(published) if isinstance(published, str) else published
        name = local_name(id or stem)
    except TermError as error:
        raise ArticleError(str(error)) from None
    return Article(
        id=name,
        raw=raw,
        text=copy.text,
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
        title=normalise(meta.get("title", "")).text or _title(copy.text, blocks),
        published=date
        or _date(meta.get("date"))
        or _page_date(copy.text, blocks)
        or _page_date(normalise(meta.get("printed", "")).text, ()),
        publisher=meta.get("sitename", "").removesuffix("版权所有").strip()
        or _publisher(copy.text),
        blocks=blocks,
        noise=Noise(encoding, copy.traditional, copy.pinyin, len(_BROKEN.findall(raw))),
        copy=copy,
    )


_BROKEN = regex("\ufffd|\\?(?<=[\u4e00-\u9fff]\\?)(?=[a-zà-ÿ\u4e00-\u9fff])")


def _load(path: Path) -> tuple[bytes, str]:
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: is a directory, not an article")
        if path.stat().st_size > LARGEST:
            raise ArticleError(f"{path}: larger than {LARGEST // 1024**2} MB")
        return path.read_bytes(), path.stem
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        raise ArticleError(f"{path}: cannot be read: {error}") from None


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The title block in one line; its lines are broken inside words."""
    found = next((block for block in blocks if block.kind == "title"), None)
    return text[found.start : found.end].replace("\n", "") if found else None


_STAMP = r"(20\d\d|1[01]\d(?=[年.]))[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})"  # 112年3月6日 too
_TAIWAN = 1911  # years that the calendar of Taiwan is behind
_HEAD_DATE = regex(
    rf"(?:发布|发表|更新|成文|印发)(?:时间|日期|于)?\s*[:/|]\s*{_STAMP}"
    rf"|(?:^|(?<=[\s|]))(?:时间|日期)\s*[:/|]\s*{_STAMP}"
    rf"|^\s*{_STAMP}日?\s+(?:\d\d?:\d\d|来源|作者)"
    rf"|^[^\n,。;]{{0,30}}[\s|:]{_STAMP}日?\s+\d\d?:\d\d",  # 原创 某某财经 2023-11-06 21:14
    re.MULTILINE,
)
# 每日要闻20180525, 早报【2018.06.15】: the day in the headline of a digest
_TITLE_DATE = regex(r"(?<!\d)(20[012]\d)([.-]?)([01]\d)\2([0-3]\d)(?![\d.-])")
_CLOCK_DATE = regex(rf"{_STAMP}日?\s*(?:上午|下午)?\d\d?:\d\d")
_PUBLISHER = regex(
    r"(?:^|\s)(?:(?:文章|信息|稿件)?来源|出品)\s*[:/|]\s*([^\s,。|/]{2,20})", re.MULTILINE
)


def _page_date(text: str, blocks: tuple[Block, ...]) -> PartialDate | None:
    """The date that the page prints at its head, or with a clock time in its furniture."""
    match = _HEAD_DATE.search(text[:800])
    if match is None and (day := _TITLE_DATE.search(text.split("\n", 1)[0])):
        return _date(f"{day[1]}-{day[3]}-{day[4]}")
    if match is None:
        around = "\n".join(text[b.start : b.end][:80] for b in blocks if b.kind == "furniture")
        match = _CLOCK_DATE.search(around)
    if match is None:
        return None
    year, month, day = filter(None, match.groups())
    year = year if len(year) > 3 else str(_TAIWAN + int(year))
    return _date(f"{year}-{month}-{day}")


def _date(value: str | None) -> PartialDate | None:
    """A day from its parts, None where it names no day of the calendar."""
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?", value or "")
    try:
        return PartialDate("{:0>4}-{:0>2}-{:0>2}".format(*parts.groups())) if parts else None
    except TermError:
        return None


def _publisher(text: str) -> str | None:
    head = text[:800]
    match = _PUBLISHER.search(head) if "来源" in head or "出品" in head else None
    return match[1] if match else None
