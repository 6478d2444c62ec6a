"""The words in front of a head, and which of them may stand inside a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.lexicon import is_plain, lexicon
from kg.extraction.naming.places import Places
from kg.extraction.reading import Words
from kg.patterns import regex

LEGAL_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
MOST_CHARS = 32  # from the beginning of a name to its head
NEVER_IN_NAMES = frozenset("的了在与由或被把为是将使内其这那等应且")


@dataclass(slots=True)
class Step:
    """The word in front of what has been walked over.

    Parameters
    ----------
    word, tag : the word, or the part of it that is left, and its tag.
    at : its index among the words of the text.
    begin : where it begins in the text.
    position : where it ends and what has been walked over begins.
    """

    word: str
    tag: str
    at: int
    begin: int
    position: int


@dataclass(slots=True)
class Walk:
    """The way from a head to where its name begins.

    Parameters
    ----------
    words, places : those of the text.
    head : where the head of the name begins.
    class_name : the class that the head tells.
    """

    words: Words
    places: Places
    head: int
    class_name: str

    def step(self, position: int) -> Step:
        """The word that ends at a position, or the part of it in front of the position."""
        words = self.words
        index = words.index(position - 1)
        begin, end = words.starts[index], words.starts[index + 1]
        if begin < self.head < end:  # the head starts inside a word
            return Step(words.text[begin : self.head], "n", index, begin, position)
        cut = self.places.covering(begin)
        if cut is not None and cut.end < position:
            begin = cut.end  # 某|区有 is 某区|有
        word = words.words[index]
        if (begin, position) != (words.starts[index], end):
            word = words.text[begin:position]
        return Step(word, words.tags[index], index, begin, position)


def may_stand_inside(walk: Walk, step: Step) -> bool:
    """Tell whether a word may stand inside a name of the class."""
    word, words = step.word, walk.words
    return (
        belongs(words.knows, word, step.tag)
        or (word == "企业" and walk.class_name == "Association")
        or _is_brand_of_firm(walk, step)
        or _is_cut(words, step)
        or (walk.class_name == "Company" and _ends_brand(walk, step))
        or (walk.class_name == "Company" and _is_first(walk.places, step))
        or word[0] == "零"  # 零重力飞机公司
        or _is_named_verb(walk, step)
    )


_NOUN_TAGS = ("n", "vn", "nz", "l", "b")


def _is_first(places: Places, step: Step) -> bool:
    """Tell whether a character begins a brand behind a place: 深圳|天|图资本."""
    if step.tag not in ("q", "m") or len(step.word) > 1 or step.word.isdigit():
        return False
    return places.ending_at(step.begin) is not None


def _is_brand_of_firm(walk: Walk, step: Step) -> bool:
    """Tell whether a word is the brand that a legal name still lacks: 久远科技有限公司."""
    words, lex, word = walk.words, lexicon(), walk.words.words[step.at]
    if not words.text.startswith(LEGAL_FORMS, walk.head):
        return False
    if step.position == walk.head:
        return _ends_legal_name(walk, step)
    if (
        len(word) != 2
        or word in lex.outer_words
        or words.tags[step.at] in ("x", "m", "p", "c", "r")
    ):
        return False
    rest = range(words.index(step.position), words.index(walk.head - 1) + 1)
    return all(is_plain(lex, words.words[i]) for i in rest)


def _ends_legal_name(walk: Walk, step: Step) -> bool:
    """Tell whether a word stands between brand and form: 云澜|开关|有限公司, 克劳斯|顿|有限公司."""
    words, at = walk.words, step.at
    if not at or step.word in lexicon().outer_words:
        return False
    if step.tag == "q":
        return words.tags[at - 1] in ("nr", "nrt", "nz")
    near = range(max(0, at - _NOUNS_OF_FIRM), at)
    named = any(words.is_brand(i) or words.tags[i] == "ns" for i in near)
    return step.tag == "v" and words.tags[at - 1] in _NOUN_TAGS and named


def _ends_brand(walk: Walk, step: Step) -> bool:
    """Tell whether an adverb ends a brand of two characters in front of a head: 与佳都科技."""
    words, at = walk.words, step.at
    if step.tag != "d" or len(step.word) > 1 or step.position != walk.head or at < 1:
        return False
    first, lead = words.words[at - 1], words.words[at - 2] if at > 1 else ""
    if len(first) > 1 or words.tags[at - 1] in ("r", "m", "q", "d", "p", "c", "u", "uj", "v", "x"):
        return False
    return not lead or not lead[-1].isalnum() or words.tags[at - 2] in ("p", "c")


_NOUNS_OF_FIRM = 3
_COMING = ("未来技术", "未来实验室", "未来产业", "未来科技", "未来网络")
_USES = ("循环", "综合", "梯次", "再生", "资源化", "回收", "高值化")  # 综合利用基地


def _is_named_verb(walk: Walk, step: Step) -> bool:
    """Tell whether a verb stands in a name, behind its place or brand: 北京奔驰汽车, Apollo驾驶."""
    words, at = walk.words, step.at
    word, behind_place = words.words[at], walk.places.ending_at(step.begin) is not None
    if word in ("未来", "青年"):
        return behind_place or words.text.startswith(_COMING, step.begin)
    if word == "利用" and at:
        return words.words[at - 1] in _USES
    if len(word) == 1 or words.tags[at] != "v" or word in lexicon().outer_words or at == 0:
        return False
    return (behind_place or words.tags[at - 1] == "eng") and not _acts_on(walk, step)


def _acts_on(walk: Walk, step: Step) -> bool:
    """Tell whether a verb has a name of its own behind it: 某市参观|云澜园, but 某市腾飞园."""
    words = walk.words
    behind = range(step.at + 1, words.index(walk.head - 1) + 1)
    named = any(words.is_brand(i) or words.tags[i] in ("ns", "nt", "eng") for i in behind)
    return named and words.knows(step.word)


def _is_cut(words: Words, step: Step) -> bool:
    """Tell whether the segmenter cut a word before its last character: 建投资|本 for 建投|资本."""
    word = step.word
    if len(word) != 1 or step.at == 0 or word in _SHORT_VERBS or word in "的了在与和及由于以从把等":
        return False
    before = words.words[step.at - 1]
    return len(before) > 1 and words.knows(before[-1] + word)


_STOP_TAGS = frozenset(
    ("p", "c", "u", "uj", "ul", "uv", "uz", "ud", "ug", "d", "r", "y", "e", "o", "t", "q", "x")
)
_SHORT_VERBS = frozenset(
    "系是有为使让设盖做至到被欠抢掉获投推促给赴赞任称说看要会能可应需求来去出进入加拟将请用以经向对属继借叫起走刚告归靠"
)
_ADVERBS = "刚又还也就才已将未可难仍"
_MEASURES = frozenset(
    "个家项支只名位次届笔款份套条座种批期万亿元台吨亩米辆架艘件股张人层倍克升里度年月日天号路部门类级所处间栋幢户口辈场轮组队班代本册篇章节段块片面对双副群堆串束根颗粒滴瓶杯碗盒箱袋桶车船趟回遍番阵顿声眼步圈周刻秒分时点岁"
)
_GENERATIONS = ("新一代", "下一代")  # which the tagger takes for times
_GREATLY = regex(
    "(?:大力|积极|加快|着力|全力|努力|重点|优先|主动)(?:发展|培育|引进|支持|打造|开展)"
)
_POSTS = ("经理", "总裁", "书记", "市长", "省长", "区长", "县长", "部长", "局长", "主席", "常委")


@lru_cache(maxsize=16384)
def belongs(knows: Callable[[str], bool], word: str, tag: str) -> bool:
    """Tell whether words of a tag stand inside names, of whatever class."""
    lex = lexicon()
    if word in lex.outer_words or (len(word) > 2 and word[-2:] in _POSTS):
        return False
    if _GREATLY.fullmatch(word):
        return False
    if word in _GENERATIONS or word in lex.inner_verbs or (tag == "d" and word in lex.generic):
        return True
    if len(word) > 1 and not knows(word) and NEVER_IN_NAMES.intersection(word):
        return False
    if word in ("-", "·", "•", "+", "/", "&", "—"):
        return word in "-·•+&"
    if not word.isalnum() and not any(map(str.isalnum, word)):
        return False
    if tag == "q" and len(word) == 1:
        return word not in _MEASURES  # 泓芮: a rare character that the tagger takes for a measure
    if tag in _STOP_TAGS:
        rare = tag == "x" and word.isalpha()  # 石墨烯 is cut before the last, Müller around ü
        return rare or (len(word) > 1 and not knows(word))
    if tag == "m":
        return word.startswith("第") or (
            not any(c in "0123456789." for c in word) and not knows(word)
        )
    if tag == "v" and len(word) == 1:
        return word not in _SHORT_VERBS
    if tag == "v":
        return len(word) > 1 and not knows(word) and word[0] not in _ADVERBS  # 刚出, 可办
    return True
