"""A text cut into words, sentences and brackets: what every finder of names looks at."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from kg.extraction.anchors import LONG, Anchors
from kg.extraction.lexicon import lexicon
from kg.patterns import regex
from kg.tagger import tagger

BULLETS = "☆★◆◇■□▲△▼▶▷►◎※"  # which part the items of a list that has no line breaks
SENTENCE_END = regex(rf"[。!?\n{BULLETS}][。!?\n]*[”’)》]*")  # a set in front lets it run fast
# a line that breaks inside a list, or in front of the verb of a list of issuers
_WRAPPED = regex(
    r"(?<=[、,和与及])\n+(?=\S)|(?<=\S)\n(?=(?:[\u4e00-\u9fff、]{2,24}\n){0,12}"
    r"(?:近日|日前|联合|共同|正式|会同){0,2}(?:印发|发布|下发|出台|公布|颁布|制定|发出|转发|核定)(?:了|的|关于)?《)"
)
_CLAUSE_END = regex(r"[,;、 ]")
LONGEST = 1_500  # a longer run of words without full stop is cut, so that rules see no more
_PIECE = 20_000  # rjieba cuts a text in pieces of so many characters, for the sake of memory
_WINDOW = 100_000  # or of so many, where no line or sentence ends in the shorter piece
_NON_WORD = frozenset("的了在与和由或及被把为是将有其这那此等以从对向并而但也已")


@dataclass(slots=True)
class Mention:
    """A place in the normalised text where a thing is named.

    Parameters
    ----------
    start, end : half-open range of the normalised text.
    class_name : the class of the thing.
    name : its canonical name, as far as this place tells it.
    rule : the finder that saw it.
    weight : decides between mentions that overlap; the heavier stays.
    confidence : probability that this is a thing of this class with this extent.
    own : what it is also called, as a part of its name here.
    owner : the firm that its name begins with, where this stands for no mention of the firm.
    """

    start: int
    end: int
    class_name: str
    name: str
    rule: str
    weight: int = 0
    confidence: float = 0.9
    own: str = ""
    owner: str = ""


def renamed(mentions: list[Mention], class_name: str, meant: Mapping[str, str]) -> list[Mention]:
    """The mentions with those of a class under the names that theirs mean.

    Parameters
    ----------
    meant : a name as the text has it -> the name of the thing.

    >>> short = Mention(0, 2, "Company", "云帆", "head")
    >>> [m.name for m in renamed([short], "Company", {"云帆": "云帆重工有限公司"})]
    ['云帆重工有限公司']
    """
    if not meant:
        return mentions
    return [
        replace(m, name=meant[m.name]) if m.class_name == class_name and m.name in meant else m
        for m in mentions
    ]


def abbreviates(short: str, full: str) -> bool:
    """Tell whether all characters of a short form stand in a longer one in the same order.

    >>> abbreviates("保交所", "保险交易所"), abbreviates("交保所", "保险交易所")
    (True, False)
    """
    rest = iter(full)
    return all(char in rest for char in short)


def covered(length: int, mentions: Iterable[Mention]) -> bytearray:
    """For each character of a text of a length, whether it stands in one of some mentions."""
    taken = bytearray(length)
    for mention in mentions:
        taken[mention.start : mention.end] = marks(mention.end - mention.start)
    return taken


@lru_cache(maxsize=1024)
def marks(size: int) -> bytearray:
    """What marks so many characters as taken; a slice takes in its like much faster than bytes."""
    return bytearray(b"\1" * size)


# what the tagger glues to names: 由高瓴, 数科及; those of the second row to one character too
_IN_FRONT, _BUT, _BEHIND = "由与向及于被为将把", "而但据对从给兼", "及于同"
_GLUED = regex(
    f"([{_IN_FRONT}](?=..)|[{_BUT}])([\u4e00-\u9fff]+)"
    f"|([\u4e00-\u9fff]{{2,}})([{_BEHIND}])(?<!合同)"
)
# 运营|方中启|集团, 管理|人为|甲, 技术|官兼甲: the end of a word for a doer, glued to what follows
_DOER = regex("([人方商者官])([\u4e00-\u9fff]+)")
# 购物|节在|甲市, 示范|园由|乙建设: the end of a name glued to what follows
_END_OF_NAME = regex(
    "[周节会展赛营班园区城谷港带镇岛院所局厅委链][在由于是为及获与和从向对被将已也拟]"
)
_ODD_FIRST = frozenset(_IN_FRONT + _BUT + "人方商者官")
_WITH_VERB = frozenset(("人为", "方为", "方是", "商为"))
DOING = frozenset((
    "运营", "管理", "合伙", "托管", "主办", "承办", "协办", "举办", "建设", "开发", "研发", "投资",
    "出资", "发起", "合作", "提供", "技术", "执行", "财务", "信息", "战略", "产品", "科学",
    "实施", "承建", "建造", "投建", "代建", "施工", "设计", "承办", "供应", "生产", "控股", "供货",
))  # fmt: skip


class Words:
    """The words of a text with their tags and positions.

    Parameters
    ----------
    text : normalised text.
    parted : positions at which a word ends in any case.
    shares : positions behind which the code of a share stood, which tells that a firm is named.
    """

    def __init__(self, text: str, parted: Iterable[int] = (), shares: Sequence[int] = ()) -> None:
        self.shares = shares
        rjieba = tagger()
        self.text = self.written = text
        self.words: list[str] = []
        self.tags: list[str] = []
        one: dict[str, str] = {}  # equal words are one object, for a text repeats itself
        for piece in _pieces(text, parted):
            tagged = rjieba.tag(piece) if piece not in LEADING else [(piece, "v")]
            words, tags = [word for word, _ in tagged], [tag for _, tag in tagged]
            self.words += map(one.setdefault, words, words)
            self.tags += map(one.setdefault, tags, tags)
        odd = [w for w in one if len(w) > 1 and (w[0] in _ODD_FIRST or w[-1] in _BEHIND)]
        odd = [w for w in odd if not rjieba.has_word(w)]
        glued = {w for w in odd if _GLUED.fullmatch(w)}
        ends = {w for w in odd if _DOER.fullmatch(w)}
        self._part(glued, ends | _WITH_VERB.intersection(one))
        self._part_ends({w for w in one if _END_OF_NAME.fullmatch(w) and not rjieba.has_word(w)})
        starts = accumulate(map(len, self.words), initial=0)
        # a list is read faster, an array takes a tenth of the room
        self.starts = [*starts] if len(text) < LONG else array("I", starts)
        self.knows: Callable[[str], bool] = rjieba.has_word  # of the general dictionary
        self._edges = bytearray(len(text) + 1)
        for start in self.starts:
            self._edges[start] = 1
        # where the anchored patterns may match; as a cached property it would slow down all others
        self.anchors = Anchors(text)

    def reword(self, text: str) -> None:
        """Let rules read a text of the same length that says the same in other words."""
        if text != self.text:
            self.text, self.anchors = text, Anchors(text)

    def as_written(self, told: str, parts: Iterable[tuple[int, int]]) -> str:
        """Words that stand in one of some ranges as rules read it, as the text has them."""
        if self.text is not self.written:
            for start, end in parts:
                if (at := self.text.find(told, start, end)) >= 0:
                    return self.written[at : at + len(told)]
        return told

    def _part(self, glued: set[str], ends: set[str]) -> None:
        """Part words that the tagger guessed: prepositions, and ends of the words in front."""
        if not glued and not ends:
            return
        words, tags = self.words, self.tags
        self.words, self.tags = [], []
        for word, tag in zip(words, tags, strict=True):
            ending = word in ends and bool(self.words) and self.words[-1] in DOING
            if ending:
                self.words.append(word[0])
                self.tags.append("n")
                word, tag = word[1:], tag if len(word) > 2 else "p"
            match = _GLUED.fullmatch(word) if ending or word in glued else None
            parts = match.groups() if match else (None, word, None, None)
            for part, kind in zip(parts, ("p", tag, tag, "c"), strict=True):
                if part:
                    self.words.append(part)
                    self.tags.append(kind)

    def _part_ends(self, glued: set[str]) -> None:
        """Part the last character of a name from the particle behind it."""
        for index in range(len(self.words) - 1, -1, -1) if glued else ():
            word = self.words[index]
            if word in glued:
                self.words[index : index + 1] = word
                self.tags[index : index + 1] = "n", "d" if word[1] in "将已也拟" else "p"

    def is_edge(self, position: int) -> bool:
        """Tell whether a word starts or ends here."""
        return self._edges[position] == 1

    def index(self, position: int) -> int:
        """The index of the word that covers the position."""
        return bisect_right(self.starts, position) - 1

    def is_brand(self, index: int) -> bool:
        """Tell whether a word looks like a proper name: unknown, foreign or tagged as one."""
        word, tag = self.words[index], self.tags[index]
        if word in lexicon().no_brands or "某" in word:
            return False
        if tag in ("nr", "nrt", "nz", "eng", "nrfg"):
            return len(word) > 1
        return len(word) > 1 and not self.knows(word) and not _NON_WORD.intersection(word)


def behind_marks(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The spans of the first group of a pattern that begins with a mark, a line end among them.

    A text begins as behind a line end: a pattern with a choice between its start and a mark would
    be tried at each of its characters, one that begins with a mark only at those.

    >>> list(behind_marks(regex("[,\\n]([甲乙])"), "甲,丙,乙"))
    [(0, 1), (4, 5)]
    """
    for match in pattern.finditer("\n" + text):
        yield match.start(1) - 1, match.end(1) - 1


def han_but(chars: str) -> str:
    """The Chinese characters but for some, as ranges for a set of a pattern.

    A set that leaves out what may not stand there runs faster than a look ahead for it.

    >>> han_but("一丁") == "\u4e02-\u9fff"
    True
    """
    pieces, start = [], 0x4E00
    for code in sorted(map(ord, set(chars))):
        if start < code:
            pieces.append(f"{chr(start)}-{chr(code - 1)}")
        start = code + 1
    return "".join([*pieces, f"{chr(start)}-\u9fff"])


# who leads and who follows in a round: the segmenter cuts 甲投领|投乙
LEADING = ("领投", "跟投", "参投")
# 甲|领投|乙; 主任|何某某, not 主|任何
_PARTED = regex("([领跟参]投)(?!方)|(?<=主任)(?=何(?![时以处种故等在从人况必须]))")


def _pieces(text: str, parted: Iterable[int]) -> Iterator[str]:
    """Cut at line ends, so that the segmenter sees no endless piece, and where it cuts wrongly."""
    start, rest = 0, iter(parted)
    cut = next(rest, None)
    while start < len(text):
        end = _end_of_piece(text, start)
        while cut is not None and cut <= start:
            cut = next(rest, None)
        end = end if cut is None else min(end, cut)
        piece = text[start:end]
        if "投" in piece or "主任何" in piece:
            yield from filter(None, _PARTED.split(piece))
        else:
            yield piece
        start = end


def _end_of_piece(text: str, start: int) -> int:
    for size in (_PIECE, _WINDOW):
        stop = start + size
        if stop >= len(text):
            return len(text)
        cut = text.rfind("\n", start, stop) + 1 or text.rfind("。", start, stop) + 1
        if cut > start:
            return cut
    return stop


_HEADED = regex(r"\s*【[^【】\n]{8,40}】")  # a headline of its own: 【某地出台某某政策】今年5月,…


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, without the space around them.

    >>> sentences("甲成立。乙发布!")
    [(0, 4), (4, 8)]
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match[0][0] == "\n" and _WRAPPED.match(text, match.start()):
            continue
        if (headed := _HEADED.match(text, start)) and headed.end() < match.start():
            found += _cut(text, start, headed.end())
            start = headed.end()
        if match.start() > start:
            found += _cut(text, start, match.end())
        start = match.end()
    if start < len(text):
        found += _cut(text, start, len(text))
    return found


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons."""
    for match in _PART.finditer(text, start, end):
        yield match.span()


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a part; a comma in brackets ends none."""
    depth, position = 0, start
    for mark in _MARK_OF_CLAUSE.finditer(text, start, end):
        at, char = mark.start(), mark[0]
        depth += (char in "(《“") - (char in ")》”")
        ratio = char == ":" and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()
        if char in ",:" and depth <= 0 and not ratio:  # 按1:1给予配套
            if at > position:
                yield position, at
            position, depth = at + 1, 0
    if end > position:
        yield position, end


_PART = regex(r"[^;。!?\n]+")
_MARK_OF_CLAUSE = regex("[,:()《》“”]")


# how a sentence is joined to the one before, which says nothing of what it tells
_JOINED = regex(
    "(?:此外|另外|同时|与此同时|不仅如此|除此之外|值得(?:一提|注意|关注)的是|据悉|据了解|另据了解|据报道),"
)
# who reports from where on which day: 甲社乙市3月12日电(记者丙), 【甲报讯】记者丙乙市报道:
_DATELINE = regex(
    r"\s*(?:(?:[^\s,。;:!?《]{0,14}?(?:\d{1,2}月)?\d{1,2}日\s?(?:电|讯|消息)(?![子力动网商视信飞])"
    r"|[【\[(]?[^\s,。;:!?《【\[(]{0,10}(?:报|社|网|刊|台|站|又)讯(?![息号])[】\])]?"
    r"|据?(?:新华社|中新社|本报)[^\s,。;:!?《(]{2,8}专?电(?![子力动网商视信飞台])"
    r"|【[^\s,。;【】]{2,10}】\s?(?:\d{1,2}月\d{1,2}日)?(?:报道|消息|讯)"
    r"|[^\s,。;:!?《【\[(]{2,8}(?<![通简资])讯,)"
    r"\s*(?:\([^()《]{2,40}\)\s*)?)?(?:[^\s,。;:]{0,12}记者[^,。;:]{2,16}报道[:\s])?"
)


def told_from(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind what only joins it to the one before, or tells who reports it.

    >>> told_from("此外,甲成立。", 0, 7)
    3
    >>> told_from("甲社乙市3月12日电(记者丙丁)乙市出台办法。", 0, 24)
    16
    """
    told = _JOINED.match(text, start, end) or _DATELINE.match(text, start, min(end, start + 80))
    return told.end() if told and start < told.end() < end else start


# who reports or took the picture, in brackets: (甲社记者乙摄), (均据甲社)
_BYLINE = regex(r"\([^()\n]{0,16}(?:新华社|本报|记者|通讯员)[^()\n]{0,40}\)")


def told_sentences(text: str) -> list[tuple[int, int, int]]:
    """The sentences of a text: where each begins, begins to tell something, and ends."""
    return [(start, told_from(text, start, end), end) for start, end in sentences(text)]


def reports(text: str, told: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Where a text only tells who reports it from where: datelines and names in brackets.

    Parameters
    ----------
    told : its sentences as of `told_sentences`.
    """
    leads = [(start, begin) for start, begin, _ in told if start < begin]
    return sorted([*leads, *(match.span() for match in _BYLINE.finditer(text))])


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it is, or one without end in pieces that end with a clause where they can."""
    pieces = []
    while end - start > LONGEST:
        marks = list(_CLAUSE_END.finditer(text, start + LONGEST // 2, start + LONGEST))
        middle = next((m.end() for m in reversed(marks) if m[0] in ",;"), None)
        middle = middle or (marks[-1].end() if marks else start + LONGEST)
        pieces.append((start, middle))
        start = middle
    return [*pieces, (start, end)]
