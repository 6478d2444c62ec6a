"""Firms named without a legal form: well-known ones, and brands beside words that tell of a firm."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.lexicon import Finder, lexicon
from kg.extraction.lists import is_brand_like
from kg.extraction.places import Places
from kg.extraction.reading import Mention, Words

_NAME = r"((?![与和及在将已的])[\u4e00-\u9fffA-Za-z](?:(?![与和及在将已的了])[\u4e00-\u9fffA-Za-z0-9·.&-]){1,13}?)"
# what only firms do or have done to them; the name stands where the group is
_FOREIGN = r"([A-Z][A-Za-z0-9]{2,24}(?: [A-Z][A-Za-z]+){0,3})"
_CONTEXTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:名为|叫做?|名叫)“?{_NAME}”?的(?:[\u4e00-\u9fff]{{0,8}})(?:公司|企业|机构|平台|银行|厂商|初创)",
        rf"(?:^|[,。;:、\s]|旗下的?|下属的?){_NAME}(?:宣布|近日|日前|已|于\d{{1,4}}年?)?(?:完成|获得?|斩获)(?:了)?(?:[\u4e00-\u9fff\d.]{{0,10}})(?:轮|融资|投资)",
        rf"{_NAME}(?:创始人|董事长|CEO|首席执行官|总裁|联合创始人|总经理)",
        rf"(?:公司|平台|银行|企业|机构|巨头|厂商|口商|运营商|交易所|集团|初创){_FOREIGN}(?![A-Za-z])",
        rf"(?:与|和|由|、){_FOREIGN}(?![A-Za-z])(?=合作|签署|达成|成立|合资|联合|共同|等)",
        rf"(?:企业|公司|厂商|巨头|提供商|运营商|服务商|车企|药企|独角兽){_NAME}(?=[,。、(]|在|与|和|的|将|已|宣布|等)",
        rf"(?:旗下|下属|控股)的?{_NAME}(?=在|与|和|发布|推出|宣布|近日|日前|正式|、|,|。)",
        rf"(?:^|[。,;:\s]){_NAME}(?:在[\u4e00-\u9fff]{{2,8}})?(?:与|和|携手|联合|牵手)[^,。;]{{2,60}}?(?:签署|签订|达成|合作|签约)",
        rf"(?:^|[。,;:\s]){_NAME}(?:宣布|表示|发布公告|发布了?|推出了?|上线了?|公告称)",
        rf"{_NAME}(?:领投|跟投|参投|独家投资)",
    )
)
_CLASS_NOUNS = (
    "公司",
    "机构",
    "园区",
    "平台",
    "企业",
    "新闻",
    "单位",
    "部门",
    "行业",
    "产业",
    "市场",
)
_LATIN = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z]{2,}(?:[A-Z][a-z]+)*(?: [A-Z][A-Za-z]+){0,3}(?![A-Za-z])"
)


_LEGAL = re.compile(
    r"(?:科技|网络|控股)?(?:股份|集团)?(?:有限责任公司|有限公司|公司|集团)|科技|控股|股份"
)


@cache
def _known() -> Finder:
    return Finder(lexicon().companies)


def find_companies(words: Words, places: Places) -> list[Mention]:
    """Find firms without a legal form.

    Parameters
    ----------
    words : the words of the text.
    places : where places are named.
    """
    text = words.text
    found = []
    for start, end, name in _known().find(text):
        if words.is_edge(start):
            legal = _LEGAL.match(text, end)
            end = legal.end() if legal else end
            if words.is_edge(end):
                name, size = text[start:end], end - start
                found.append(Mention(start, end, "Company", name, "known firm", size, 0.85))
    found += _sites(words)
    for pattern in _CONTEXTS:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            start = _trim(words, start, end)
            if (
                start < end
                and words.is_edge(end)
                and places.covering(start, end) is None
                and is_brand_like(words, start, end)
                and not text.endswith(_CLASS_NOUNS, start, end)
            ):
                found.append(Mention(start, end, "Company", text[start:end], "context", 1, 0.65))
    return found


def _sites(words: Words) -> list[Mention]:
    """Unknown words that end in 网: the names of firms behind web sites."""
    return [
        Mention(start, start + len(word), "Company", word, "site", len(word), 0.6)
        for word, start in zip(words.words, words.starts, strict=False)
        if len(word) > 2 and word.endswith("网") and not words.knows(word) and word[0] not in "前原"
    ]


def _trim(words: Words, start: int, end: int) -> int:
    """Move the start behind the last word that cannot belong to a name."""
    lex = lexicon()
    index = words.index(start)
    if words.starts[index] != start:
        index += 1
    begin = start
    while words.starts[index] < end:
        word, tag = words.words[index], words.tags[index]
        if word in lex.outer_words or (
            tag in ("p", "c", "u", "uj", "ul", "d", "r", "m", "q", "t", "v", "f")
            and words.knows(word)
        ):
            begin = words.starts[index + 1]
        index += 1
        if index >= len(words.words):
            break
    return begin
