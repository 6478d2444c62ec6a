"""Houses that invest: where 投资 and 资本 end a name, and where they only tell what is done."""

from __future__ import annotations

from kg.extraction.lexicon import lexicon
from kg.patterns import regex

_INTO = ("的", "建设", "兴建", "新建", "扩建", "设立", "成立", "组建", "创办", "打造", "开发", "了")
_INVESTING = regex(
    "(?:全资|资本|创投|集团|银行|信托|证券|公司|科技|基金|计划|独家|战略|共同|联合|追加|累计|先后|重点|参与|拟|将|已|曾"
    "|概算|估算|轮|控股|股份|物流|能源|重工|化工|电气|地产|置业|钢铁)$"
)


_SUM_OR_DEED = regex(
    # 甲投资人表示: who has invested in 甲
    r"人|者|方(?!面)|主体|备案|移民|[约近超逾]?\d|的(?:企业|公司|项目|案例)(?:包括|有|为|是|中)|建设|兴建|建造|新建|打造|开发|运营|创办|创立"
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
