"""From the bytes of a file to its text: encodings, HTML, PDF, limits."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta, timezone

from kg.article.pdf import pdf_text
from kg.errors import ArticleError

LARGEST = 50 * 1024 * 1024
LARGEST_PAGE = 500_000  # characters of HTML; beyond, trafilatura takes minutes


def extract(data: bytes, name: str) -> tuple[str, str, dict[str, str]]:
    """Get the text out of a file's bytes.

    Parameters
    ----------
    data : the bytes of a text, Markdown, HTML or PDF file.
    name : what to call it in an error.

    Returns
    -------
    The text, the encoding, and what a page tells: title, date, sitename, and all that it prints.

    Raises
    ------
    ArticleError : empty, too large, binary, damaged, of unknown encoding, without text.

    >>> extract("试行办法".encode("utf-16"), "a")
    ('试行办法', 'utf-16-le', {})
    """
    if len(data) > LARGEST:
        raise ArticleError(f"{name}: larger than {LARGEST // 1024**2} MB")
    if not data.strip():
        raise ArticleError(f"{name}: the file is empty")
    if data.startswith(b"%PDF-"):
        return pdf_text(data, name), "pdf", {}
    text, encoding = _decode(data, name)
    if _HTML.search(text[:4000]):
        text, meta = _html_text(text, name)
        return text, encoding, meta
    if _FRAGMENT.search(text):
        text = _all_text(text)
    return text, encoding, {}


_FRAGMENT = re.compile(r"(?:</?(?:p|br|div|span|td|tr|li|strong)\b[^<>]*>[^<>]*){3}", re.IGNORECASE)
_HTML = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode by byte-order mark, declaration, validity, and how common the characters are."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                raise ArticleError(f"{name}: is damaged {encoding} text") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, name)
    if text.count("\x00") > len(text) // 100:
        return _guess(data, name)
    return text, "utf-8"


def _guess(data: bytes, name: str) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4000])
    names = [declared[1].decode("ascii").lower()] if declared else []
    wide = ["utf-16-le", "utf-16-be"]
    names += wide if 0 in data[:4000] else ["gb18030", "big5hkscs", *wide]
    readings = []
    for encoding in dict.fromkeys(names):
        try:
            readings.append((data.decode(encoding), encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    best = max(readings, key=lambda reading: _commonness(reading[0]), default=("", ""))
    if best[0] and _commonness(best[0]) > 0.5:
        return best
    if len(_CONTROL.findall(data[:4000])) > len(data[:4000]) // 50:
        raise ArticleError(f"{name}: is a binary file, not text")
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:200_000]).best()
    if guess is None or _commonness(str(guess)) < 0.5:
        raise ArticleError(f"{name}: its encoding is unknown; save it as UTF-8")
    try:
        return data.decode(guess.encoding), guess.encoding
    except UnicodeDecodeError:
        raise ArticleError(f"{name}: its encoding is unknown; save it as UTF-8") from None


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_COMMON = re.compile(
    r"[的一是在不了有和中国年为发展政府政區区产產业業企会會市省信息技术術、。,\x20-\x7e]"
)
_TEXTUAL = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e“”‘’—…\x20-\x7e\s]")


def _commonness(text: str) -> float:
    """How much a text looks like Chinese or English: 0 for noise, above 1 for usual words."""
    sample = text[:20_000]
    return (len(_TEXTUAL.findall(sample)) + len(_COMMON.findall(sample))) / max(1, len(sample)) - (
        0.4 if len(_TEXTUAL.findall(sample)) < 0.9 * len(sample) else 0
    )


def _html_text(page: str, name: str) -> tuple[str, dict[str, str]]:
    """The article in a page under its title, and what the page tells of it."""
    text, meta = _article_in(page)
    if not text.strip():
        raise ArticleError(f"{name}: the HTML page holds no article text")
    title = _SITE.sub("", meta.get("title", "")).strip()
    if title and _solid(title) not in _solid(text[: 4 * len(title) + _HEAD]):
        text = f"{title}\n{text}"
    return text, {**meta, "title": title, "printed": _all_text(page)}


# what sites put behind the title of a page: …的决议_国务院公报_中国政府网, …年会--某学会官网
_SITE = re.compile(
    r"(?<=.{4})(?:_.*"
    r"|(?<=.{8})[-|]+[^-—_|,。:，：]{0,16}(?:网站?|在线|频道|门户|新闻|资讯|日报|晚报|快报))$"
)
_HEAD = 200  # characters in which an article tells its title


def _solid(text: str) -> str:
    return "".join(text.split())


def _article_in(page: str) -> tuple[str, dict[str, str]]:
    """The article in a page by trafilatura; of a huge page all text, in linear time."""
    if _WECHAT_BODY in page and (read := _wechat_text(page)):
        text, meta = read
    elif len(page) > LARGEST_PAGE:
        text, meta = _all_text(page), {}
    else:
        import trafilatura

        # a page of pieces closes itself in its midst; the parser would leave out what follows
        page = _CLOSING.sub("", page)
        told = {"extensive_search": False, "original_date": True}  # no day that is only guessed
        found = trafilatura.bare_extraction(
            page, include_comments=False, with_metadata=True, date_extraction_params=told
        )
        text = str(getattr(found, "text", "") or "")
        fields = ("title", "date", "sitename")
        meta = {key: str(value) for key in fields if (value := getattr(found, key, None))}
    return text, meta


_WECHAT_BODY = 'id="js_content"'
_WECHAT_TIME = re.compile(r"var ct\s*=\s*[\"'](\d{10})[\"']")  # seconds since 1970
_BEIJING = timezone(timedelta(hours=8))


def _wechat_text(page: str) -> tuple[str, dict[str, str]] | None:
    """The article in a page of an account on WeChat, most of which is program; None if it has none.

    Its body is hidden until the program runs, so that it looks like no article to trafilatura.
    """
    from lxml import etree
    from lxml import html as markup

    try:
        tree = markup.fromstring(page.encode(), parser=markup.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None
    body = tree.find(".//*[@id='js_content']")
    if body is None:
        return None
    text = _all_text(etree.tostring(body, encoding="unicode", with_tail=False))
    if not text:
        return None
    account = tree.find(".//*[@id='js_name']")
    told = _WECHAT_TIME.search(page)
    meta = {
        "title": next(iter(tree.xpath("//meta[@property='og:title']/@content")), ""),
        "sitename": "" if account is None else account.text_content().strip(),
        "date": datetime.fromtimestamp(int(told[1]), _BEIJING).date().isoformat() if told else "",
    }
    return text, {key: str(value) for key, value in meta.items() if value}


_CLOSING = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_LINE_TAGS = frozenset(["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "title", "section"])
_CELLS = frozenset(["/td", "/th"])
_SILENT = frozenset(["script", "style", "noscript", "template"])


def _all_text(page: str) -> str:
    """All text of a page, a line for each block; scripts and styles left out."""
    pieces, silent = [], ""
    for part in page.split("<"):
        tag, closed, words = part.partition(">")
        name = (re.match(r"/?\w*", tag) or [""])[0].lower()
        if silent:
            silent = "" if name == "/" + silent else silent
        elif name in _SILENT:
            silent = name
        if silent or not closed:
            continue
        if name.strip("/") in _LINE_TAGS:
            pieces.append("\n")
        elif name in _CELLS:
            pieces.append("\t")
        pieces.append(words)
    lines = html.unescape("".join(pieces)).splitlines()
    return "\n".join(filter(None, map(str.strip, lines)))
