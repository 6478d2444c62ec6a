"""The normalised copy of a text, with the way back to the code points of the raw one.

In the copy, traditional characters are simplified, full-width letters, digits and
``，：；！？（）％`` are half-width (as in NFKC), corner brackets are ``“”‘’``, single marks where
there are no double ones are ``“”``, titles between ``<>`` stand in ``《》``, dashes of all widths
are ``—``, odd spaces are spaces, lines end in ``\\n``. Gone are zero-width characters, pinyin that
some sites print behind every other character, what stands in brackets behind a name and tells it
in Latin letters or by the code of a share, marks of Markdown around words, line breaks inside
sentences and blanks that part nothing. Headlines that run into what is below them have lines of
their own; prose that lost its marks has some where it has blanks, or has its sentences on lines of
their own where it has none.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kg.article.spacing import blanks_set
from kg.article.unmarked import sentences_lost, with_marks
from kg.article.wrapping import headlines_inside, line_breaks_inside
from kg.characters import simplified
from kg.model import Span
from kg.patterns import regex

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_VOWELS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡ"
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
# \n as a program shows it
_WRITTEN_BREAK = regex(r"(?<![A-Za-z:\\])(?:\\n)+(?![a-z]{2})")
# what Markdown sets around words, **甲** and [乙](https://…), and all of a picture
_BOLD = regex(r"(\*\*)(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(\*\*)")
_LINKED = regex(r"(?<!!)(\[)[^\[\]\n]{1,200}(\]\((?:https?:|[/#.]|www)[^()\s]{0,400}\))")
_PICTURE = regex(r"!\[[^\[\]\n]{0,80}\]\([^()\s]{1,400}\)")
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # what ends a line beside \n
# how Markdown and mail mark the lines of a quotation
_QUOTED = regex(rf"(?:^|(?<=[{_BREAKS}]))(?:[{_INVISIBLE}]*> ?)+", re.MULTILINE)
_LINE_END = regex("(?<=[^ \u00a0\u3000\n])[ \u00a0\u3000]{1,8}(?=\r?\n)")
_RETURN, _UNSEEN = regex(r"\r(?=\n)"), regex(f"[{_INVISIBLE}]")
# the code of a share behind the name of a firm
_SHARE = regex(
    r"[(（](?:(?:[AaHh港美]股|[上深北港]交所|新三板|股票|证券|SH|SZ|SSE|SZSE|HKEX?)(?:代码)?"
    r"[:：. ]{1,2})?"
    r"(?:(?:S[HZ] ?)?[03689]\d{5}|\d{3,5}(?=\.[Hh][Kk]))"
    r"(?:\.(?:[Ss][HZhz]|[Hh][Kk]|BJ|OC|NQ))?(?:[,，] ?股吧)?[)）]"
    r"|[(（](?:股票|证券)?代码[:：] ?[A-Z0-9.、,，/ ]{4,24}[)）]"
    r"|[(（](?:[A-Z]{2,6}|Nasdaq|纳斯达克|纽交所|港交所|上交所|深交所)[:：] ?[A-Z0-9.]{1,8}[)）]"
)
# a name in Latin letters behind the Chinese one; of a network or a system it tells that it is one
_IN_LATIN = regex(
    rf"(?<=[{_HAN}”])(?<![网项系平计工协模标技机指应][络目统台划程议型准术制数用])(?<![链币])"
    r"[(（](?P<name>[A-Z][A-Za-z&.'’]{0,20}[a-z][A-Za-z&.'’]{0,20}"
    r"(?:[ -][A-Za-z0-9&.,'’]{1,20}){0,5})[)）]"
)
_LATIN_WORD = regex(r"[A-Z][A-Za-z&.'’]*")
_DROPPED = (_RETURN, _QUOTED, _LINE_END, _UNSEEN, _WRITTEN_BREAK, _PICTURE)
# where a notice of the site goes on in the line of the article
_NAMED = f"(?:(?:责任编辑|版权声明|免责声明)[:：】\\]）),，]|返回[{_HAN}]{{2,4}}[,，] ?查看更多)"
_NOTICE = regex(f"(?<!\n)(?=[【\\[(（]{_NAMED})|(?<=[。!！?？…”）) \u3000])(?={_NAMED})")
_FRAMED = regex(r"\A\s*(【)[^【】\n]{6,80}(】)[^\S\n]*(?=\n)")  # 【甲市乙办法】 as a headline
# <关于甲的通知> for 《关于甲的通知》, ‘乙’ for “乙”
_ANGLED = regex(rf"<(?=[{_HAN}“])([^<>《》\n]{{2,80}})>")
_READING = regex(rf"[(（](?<=[{_HAN}][(（])(?P<pinyin>[a-z{_VOWELS}]{{1,7}})[)）]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and the offsets that lead back to the raw one.

    Parameters
    ----------
    text : the normalised text.
    starts : positions in `text` where a new run of unbroken raw text begins, ascending from 0.
    shifts : for each run, raw position minus text position.
    pinyin : how many bracketed readings were removed.
    traditional : share of characters that simplification changed.
    parted : positions in `text` where what stood in brackets behind a name is gone.
    shares : those of them where it was the code of a share.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)
    pinyin: int = 0
    traditional: float = 0.0
    parted: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()

    def position(self, index: int) -> int:
        """The raw position of a character, or of what follows a break that the page lost."""
        return index + self.shifts[bisect_right(self.starts, index) - 1]

    def span(self, start: int, end: int) -> Span:
        """The raw range from which the text at ``[start:end]`` was made."""
        if len(self.starts) == 1:
            shift = self.shifts[0]
            return Span(start + shift, (end if end > start else start) + shift)
        first = self.position(start)
        return Span(first, self.position(end - 1) + 1 if end > start else first)


def normalise(raw: str) -> Normalised:
    """Make the normalised copy of a text.

    Parameters
    ----------
    raw : any text; clean simplified text passes without a loop over its characters.

    >>> copy = normalise("區(qū)塊鏈（2020—2022年）")
    >>> copy.text, copy.span(0, 3)
    ('区块链(2020—2022年)', Span(start=0, end=7))
    """
    starts, shifts, pieces, pinyin, done, length = [0], [0], [], 0, 0, 0
    asides = dict(_asides(raw))
    parted: list[int] = []
    shares: list[int] = []
    for start, end in _changed(raw, asides.items()):
        pieces.append(raw[done:start])
        length += start - done
        if start in asides:
            parted.append(length)
            if _SHARE.match(raw, start):
                shares.append(length)
        else:
            pinyin += start < end and raw[start] in "(（"
        if start == end:  # a line break that the page lost
            pieces.append("\n")
            length += 1
        if starts[-1] == length:
            shifts[-1] = end - length
        else:
            starts.append(length)
            shifts.append(end - length)
        done = end
    kept = with_marks("".join(pieces) + raw[done:] if done else raw)
    table = _table()
    plain = _odd().sub(lambda odd: table.get(odd[0], odd[0]), kept)
    plain = _ANGLED.sub(r"《\1》", plain) if "<" in plain else plain
    if "‘" in plain and "“" not in plain:
        plain = plain.translate(_SINGLE)
    text = _simplify(plain)
    changed = 0 if text == plain else sum(a != b for a, b in zip(text, plain, strict=True))
    traditional = changed / max(1, len(text))
    return Normalised(
        text,
        tuple(starts),
        tuple(shifts),
        pinyin,
        traditional,
        tuple(parted),
        tuple(shares),
    )


def _asides(raw: str) -> Iterator[tuple[int, int]]:
    """The ranges of what stands in brackets behind a name and only tells it in other letters."""
    yield from (match.span() for match in _SHARE.finditer(raw))
    named = [*_IN_LATIN.finditer(raw)]
    told = Counter(_LATIN_WORD.findall(raw)) if named else Counter()
    for match in named:
        if told[_LATIN_WORD.findall(match["name"])[0]] == 1:
            yield match.span()  # else it is what the text calls the thing later


def _changed(raw: str, asides: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges of a raw text that its copy is without, in order, empty where lines end in it."""
    lost = [*headlines_inside(raw), *sentences_lost(raw)]
    lost += (m.end() for told in (_NOTICE, _WRITTEN_BREAK) for m in told.finditer(raw))
    ranges = [*line_breaks_inside(raw), *blanks_set(raw), *((at, at) for at in lost)]
    ranges += (match.span() for pattern in _DROPPED for match in pattern.finditer(raw))
    for around in (_BOLD, _LINKED, _FRAMED):
        for pair in around.finditer(raw):
            ranges += [pair.span(1), pair.span(2)]
    for match in _READING.finditer(raw):
        if _is_reading(raw[match.start() - 1], match["pinyin"]):
            ranges.append(match.span())
    ranges += asides
    last = 0
    for start, end in sorted(ranges, key=lambda span: (span[0], -span[1])):
        if start >= last:  # else inside one before, as \r is in a line break
            yield start, end
            last = end


def name_in_latin(raw: str, end: int) -> str | None:
    """The name in Latin letters that stands in brackets behind a name of a raw text.

    >>> name_in_latin("北京云岭（Yunling Tech）成立", 4)
    'Yunling Tech'
    """
    match = _IN_LATIN.match(raw, end) if raw.startswith(("(", "（"), end) else None
    return match["name"] if match else None


_SINGLE = str.maketrans("‘’", "“”")


def _is_reading(char: str, reading: str) -> bool:
    """Tell whether pypinyin knows the reading, with or without its tone, for the character."""
    return _toneless(reading) in _readings(char)


@cache
def _readings(char: str) -> frozenset[str]:
    return frozenset(map(_toneless, _spellings().get(str(ord(char)), char).split(",")))


@cache
def _spellings() -> dict[str, str]:
    """Code point -> readings: the table of pypinyin, without its phrases, which take 50 MB."""
    package = find_spec("pypinyin")
    assert package is not None and package.origin is not None
    table = Path(package.origin).with_name("pinyin_dict.json").read_text("utf-8")
    spellings: dict[str, str] = json.loads(table)
    return spellings


@cache
def _toneless(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading.lower().replace("ɡ", "g").replace("v", "ü"))
    return re.sub("[\u0300\u0301\u0304\u0306\u0308\u030c\u0302]", "", plain)


def _simplify(text: str) -> str:
    """Turn traditional characters into simplified ones without changing the length."""
    if text.isascii():
        return text
    parts = enumerate(_KEPT.split(text))
    return "".join(part if index % 2 else _converted(part) for index, part in parts)


# Two counties keep 乾; 昇 stays in names (昇腾, 毕昇: 通用规范汉字表 of 2013), and is 升 in words.
_KEPT = regex(
    "(乾(?=[县縣安])|昇(?<![提上晋晉爬攀回高跃躍擢]昇)(?![级級值温溫降华華空格任迁遷学學起至到高]))"
)


def _converted(text: str) -> str:
    simple = simplified(text)
    if len(simple) == len(text):
        return simple
    return "\n".join(map(_simplify_line, text.split("\n")))


def _simplify_line(line: str) -> str:
    simple = simplified(line)
    return simple if len(simple) == len(line) else "".join(map(_simplify_char, line))


@cache
def _simplify_char(char: str) -> str:
    simple = simplified(char)
    return simple if len(simple) == 1 else char


@cache
def _table() -> dict[str, str]:
    """One character for one: what NFKC does to widths and variants, and our punctuation."""
    ranges = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFE30, 0xFE70), (0xFF01, 0xFFEF))
    table = {}
    for first, last in (*ranges, (0x2F800, 0x2FA20)):
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[chr(code)] = plain
    same = {
        " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u202f\u205f\u3000\t\x00",
        "\n": _BREAKS,
        "—": "–―─━‒﹘︲",
        "-": "‐‑−﹣",
        "·": "•‧∙⋅・･●",
        "“": "「﹁〝",
        "”": "」﹂〞",
        "‘": "『﹃",
        "’": "』﹄",
        "《": "≪«︽",
        "》": "≫»︾",
        "〔": "﹝",
        "〕": "﹞",
        "~": "〜∼",
        "〇": "○◯",
        "|": "丨∣│┃",
    }
    for plain, variants in same.items():
        table.update(dict.fromkeys(variants, plain))
    return table | dict(zip(_RADICALS, _MEANT, strict=True))


# radicals that programs which print to PDF put for the characters of their shape, and that NFKC
# leaves alone (Unicode, EquivalentUnifiedIdeograph)
_RADICALS = "⺠⺟⺩⺫⺬⺮⺶⺼⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳"
_MEANT = "民母王目示竹羊肉虎西见角贝足车长长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟"


@cache
def _odd() -> re.Pattern[str]:
    """Any character that the table changes; those beyond U+FFFF as one range, for speed."""
    listed = "".join(re.escape(char) for char in sorted(_table()) if char < "\U00010000")
    return regex(f"[{listed}\U0002f800-\U0002fa1f]")
