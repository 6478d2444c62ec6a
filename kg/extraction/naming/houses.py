"""Houses that invest: where 投资 and 资本 end a name, and where they only tell what is done."""

from __future__ import annotations

from kg.extraction.lexicon import lexicon
from kg.extraction.reading import Words
from kg.patterns import regex

_INTO = ("的", "建设", "兴建", "新建", "扩建", "设立", "成立", "组建", "创办", "打造", "开发", "了")
_INVESTING = regex(
    "(?:全资|资本|创投|集团|银行|信托|证券|公司|科技|基金|计划|独家|战略|共同|联合|追加|累计|先后|重点|参与|拟|将|已|曾"
    "|概算|估算|轮|控股|股份|物流|能源|重工|化工|电气|地产|置业|钢铁)$"
)


_SUM_OR_DEED = regex(
    r"[约近超逾]?\d|的(?:企业|公司|项目|案例)(?:包括|有|为|是|中)|建设|兴建|建造|新建|打造|开发|运营|创办|创立"
)


def invests(text: str, start: int, head_start: int, end: int) -> bool:
    """Tell whether 投资 is what somebody does rather than the end of a name: 甲资本投资乙."""
    if text.startswith("资本", head_start):
        return text.endswith(("注册", "实收", "实缴", "管理"), start, head_start)
    if text.startswith("控股", head_start):
        return _INVESTING.search(text, start, head_start) is not None  # 由甲资本控股
    if text[head_start:end] not in ("投资", "置业"):
        return False
    if start and text[start - 1] in "在于到来赴":  # 在甲市投资建设, 到甲市投资建厂
        return True
    if _SUM_OR_DEED.match(text, end):
        return True  # 向甲数据投资1亿元, 由甲集团投资建设
    trades = tuple(lexicon().brand_heads)
    if text.startswith(_INTO, end) and text.endswith(trades, start, head_start):
        return True  # 甲航天投资的乙项目
    return bool(_INVESTING.search(text, start, head_start)) or text.startswith(("了", "过"), end)


# what investors do, and what stands around them in a list; 耐心资本 is a kind of capital
_HOUSE = regex(
    r"(?:合伙人|创始人|(?:领|跟|参)投|(?:联合|共同|独家|战略)?投资了|参与了|[和与、].{2,10}?(?:投资了|领投|跟投|参投)"
    r"|(?:[去今前]年|目前|此前|近日|日前|近年来?|早在|自\d{4}年|已经?|曾|累计|先后|正在?|宣布|受托|负责|首次|[\d年月日]{5,11}){0,3}"
    r"(?:(?:完成|实现|启动|发起|设立|成立|关闭|新)?(?:了|的)?[^,。;]{0,8}?募[资集]|(?:管理|在管|运营|运作)[的着了]?[^,。;]{0,12}(?:[只支]|基金|规模|资金|资产)|(?:投[出资]|参投|直投|布局|退出)(?:孵化)?了?(?:企业|项目|超|近|约|逾)?\d)"
    r"|是一[家个支]|旗下的?[^,。;]{0,6}基金)"
)
_KINDS_OF_CAPITAL = frozenset(
    (
        "耐心",
        "人力",
        "知识",
        "智力",
        "信贷",
        "工商",
        "私人",
        "外来",
        "长期",
        "短期",
        "国外",
        "实收",
        "美元",
        "人民币",
        "外国",
        "外商",
        "港澳",
        "早期",
        "更多",
        "股权",
        "机构",
        "银行",
        "热钱",
    )
)


_INVESTORS_ARE = regex(
    "(?:(?:投资|领投|跟投|参投|出资|资)方|投资机构|投资[者人]|股东)(?:分别)?(?:为|是|包括|有|系)?了?$"
)
_LONGEST_HOUSE = 4  # characters before 资本


def is_house(words: Words, begin: int, head_start: int, end: int) -> bool:
    """Tell whether a common noun before 资本 or 创投 is the name of a house that invests."""
    text = words.text
    if text[head_start:end] not in ("资本", "创投") or text[begin:head_start] in _KINDS_OF_CAPITAL:
        return False
    if text[begin:head_start] in lexicon().generic or head_start - begin > _LONGEST_HOUSE:
        return False
    noun = words.tags[words.index(begin)].startswith("n")
    if noun and _INVESTORS_ARE.search(text, max(0, begin - 10), begin):
        return True  # 投资方为黑蚁资本
    return (
        noun
        and (begin == 0 or text[begin - 1] in "\n,。;:、和与由被“")
        and _HOUSE.match(text, end) is not None
    )
