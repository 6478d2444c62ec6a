"""Whether 与, 和 or 及 stands inside a name, or between two names."""

from __future__ import annotations

from kg.extraction.lexicon import Lexicon, is_plain
from kg.extraction.naming.places import PlaceHit, Places
from kg.extraction.reading import Words
from kg.patterns import regex

PAUSE = regex("[、,。;:]")
# what somebody does with somebody: whose name stands in front of it, behind 和 or 与
TOGETHER = "共同|联合|合作|合资|(?<!符)合办|共建|共设|携手|签[署订约了]|达成"
# what firms and schools are called by, at the end of their names
FIRMS = (
    "集团", "公司", "资本", "银行", "科技", "股份", "大学", "学院", "研究院", "创投", "证券",
    "政府",
)  # fmt: skip
_BODIES = ("Association", "Company", "Fund", "Event")
_LONGEST_FIELD = 12
_OFFICES = ("公司", "协", "会", "委", "局", "厅", "院", "办", "联", "政府", "部门", "企业")
# 甲大学计算机科学与技术学院: what stands around 与 are subjects that one faculty teaches
_FACULTY = regex("大学(?:(?!大学)[\u4e00-\u9fff]){2,8}(?<![系院部所心室])$")
_PART_HEAD = regex(
    "(?:(?!大学|公司|集团)[\u4e00-\u9fff]){2,10}?(?:学院|研究院|学部|研究所|研究中心|实验室|创新中心|系)"
)


def joins_nouns(words: Words, lex: Lexicon, index: int, begin: int, position: int) -> bool:
    """Tell whether 与 joins two common nouns inside a name: 云计算与大数据研究所."""
    if index == 0 or index + 1 >= len(words.words):
        return False
    before, after = words.words[index - 1], words.words[index + 1]
    if is_plain(lex, before) and is_plain(lex, after) and words.starts[index] == begin:
        # 公司与智能装备实验室, 甲联盟与国家乙基金
        return before not in FIRMS and lex.heads.get(before) not in _BODIES
    if words.text[begin:position] == "及" and before in lex.generic and before not in lex.heads:
        return after[:2] in lex.generic  # 创新及科技园, as Hong Kong joins nouns
    if _PART_HEAD.match(words.text, position, position + 12) is None:
        return False
    if before in lex.roles:
        return False  # 某省发改委与国家石墨烯创新中心
    faculty = _FACULTY.search(words.text, max(0, begin - 12), begin)
    return faculty is not None or is_field(words, lex, index)


def adds_noun(words: Words, lex: Lexicon, index: int) -> bool:
    """Tell whether 及 stands between two common nouns, neither of which can end a name."""
    if index == 0 or index + 1 >= len(words.words):
        return False
    before, after = words.words[index - 1], words.words[index + 1]
    nouns = words.tags[index - 1][0] in "nv" and words.tags[index + 1][0] in "nv"
    plain = words.knows(before) and words.knows(after) and before not in lex.outer_words
    return nouns and plain and before not in lex.heads


def joins_tasks(words: Words, lex: Lexicon, index: int) -> bool:
    """Tell whether what is done at a site stands on both sides: 研发和制造基地."""
    if index == 0 or index + 1 >= len(words.words):
        return False
    return words.words[index - 1] in lex.inner_verbs and words.words[index + 1] in lex.inner_verbs


def is_field(words: Words, lex: Lexicon, index: int) -> bool:
    """Tell whether a field stands before 与, and whose it is in front: 中国科学院甲生物医药与…."""
    size = 0
    while index and size < _LONGEST_FIELD:
        index -= 1
        word, tag = words.words[index], words.tags[index]
        if tag in ("ns", "nt"):
            return size > 1
        noun = tag[0] in "nvabj" and (words.knows(word) or word in lex.generic)
        if not noun or word in lex.outer_words or word in lex.heads or word.endswith(_OFFICES):
            return False
        size += len(word)
    return False


def place_of_brand(
    words: Words, places: Places, lex: Lexicon, begin: int, position: int, head_start: int
) -> PlaceHit | None:
    """The place behind which a brand ends in 和, where no other brand stands behind it."""
    rest = range(words.index(position), words.index(head_start - 1) + 1)
    office = words.text[begin - 1] in "委局厅会院部办府"  # 甲市委和|乙科技有限公司
    if office or position == head_start or not all(is_plain(lex, words.words[i]) for i in rest):
        return None
    found = (places.ending_at(at) for at in range(begin - 1, max(0, begin - 4), -1))
    return next((hit for hit in found if hit), None)
