"""The text of a PDF: pages without their numbers, paragraphs without the ends of their lines."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.article.wrapping import ENDED, columns_of
from kg.errors import ArticleError
from kg.patterns import regex

_NUMBER = regex(r"\s*(?:[-—–] ?\d{1,4} ?[-—–]|第 ?\d+ ?页.{0,12}|\d{1,4}(?: ?/ ?\d{1,4})?)\s*")
_BEGINS = regex(
    r"第 ?[一二三四五六七八九十百零\d]{1,4} ?[章节编条條]|[(（]?[一二三四五六七八九十]{1,3}[)）、]"
    r"|[(（]?\d{1,2}[.、)）](?!\d)|[#●■◆*【]|附件|抄送"
)
_SIGNED = regex(r"[^，。；、：:]{0,20}[日号號]")  # 甲市人民政府 / 2021年3月5日
_WORDS = regex("[\u4e00-\u9fff]{1,3}")
_MARK = regex("[，。；、,;:：]")
_FULL = 0.78  # of the width of the text; marks and digits are narrower than characters
_FEWEST = 4  # lines that tell the width
_HEAD = 4  # lines in which a headline may go on


def pdf_text(data: bytes, name: str) -> str:
    """Give the text of a PDF, a line for each paragraph.

    Parameters
    ----------
    data : the bytes of the file.
    name : what messages call it.

    Raises
    ------
    ArticleError : the file is damaged, opens with a password only, or holds pictures of text; or
        the extra ``pdf`` is not installed.
    """
    try:
        import pypdf
    except ImportError:
        told = "reading PDF needs pypdf: pip install 'pypdf[crypto]'"
        raise ArticleError(f"{name}: {told}") from None

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells each oddity of each file
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    except pypdf.errors.FileNotDecryptedError:
        raise ArticleError(f"{name}: the PDF opens with a password only") from None
    except Exception as error:  # of any kind: its parsers trust the numbers and names in a file
        raise ArticleError(f"{name}: is a damaged PDF: {error}") from None
    text = reflowed(pages)
    if not text.strip():
        raise ArticleError(f"{name}: the PDF holds no text; pages that are pictures need OCR first")
    return text


def reflowed(pages: Sequence[str]) -> str:
    """Join the lines of printed pages to paragraphs.

    That a text file is broken into lines has to be proved (``kg.article.wrapping``); that a page
    is, is known, so that a line which is nearly full goes on.

    Parameters
    ----------
    pages : the text of each, a line for each line that is printed.

    >>> first = "甲市印发行动方案，提\\n出到明年建十二个起降"
    >>> second = "点，培育企业三十家，\\n并设立基金。\\n- 2 -"
    >>> reflowed([first, second])
    '甲市印发行动方案，提出到明年建十二个起降点，培育企业三十家，并设立基金。'
    """
    lines = [line for page in pages for line in _without_number(page)]
    widths = sorted(map(columns_of, filter(None, lines)))
    wide = widths[len(widths) * 9 // 10] if len(widths) >= _FEWEST else 0
    pieces = lines[:1]
    for at, (line, after) in enumerate(pairwise(lines)):
        pieces += ["" if _goes_on(line, after, wide, at < _HEAD) else "\n", after]
    return "".join(pieces)


def _without_number(page: str) -> Iterator[str]:
    """The lines of a page but for its number, which stands at its head or foot."""
    lines = [line.strip() for line in page.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if lines and _NUMBER.fullmatch(lines[-1]):
        lines.pop()
    if lines and _NUMBER.fullmatch(lines[0]):
        del lines[0]
    return iter(lines)


def _goes_on(line: str, after: str, wide: int, head: bool) -> bool:
    """Tell whether a paragraph goes on in the next line.

    Parameters
    ----------
    wide : columns of a full line, 0 where nothing tells.
    head : the line is one of the first.
    """
    if not line or not after or _BEGINS.match(after):
        return False
    if head and not _MARK.search(line) and _WORDS.fullmatch(after):
        return True  # a headline whose last characters did not fit
    full = wide and columns_of(line) >= _FULL * wide
    return bool(full) and not ENDED.search(line) and not _SIGNED.fullmatch(after)
