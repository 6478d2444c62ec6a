"""Firms that only money gives away: who owns part of one, pays in, leads a round or raises it."""

from __future__ import annotations

from kg.extraction.anchors import Anchored
from kg.extraction.reading import Words, behind_marks, han_but
from kg.patterns import regex

# what a firm may be called, as short as what stands behind it allows
NAME = f"([{han_but('与和及在将已的')}A-Za-z][{han_but('与和及在将已的了')}A-Za-z0-9·.&-]{{1,13}}?)"
_SUM = r"[约近超逾共数]{0,2}[\d.]*[余多百千万亿]+(?:美|欧|日|港)?元"
_ROUNDS = (
    r"(?:[^,。;的]{0,6}轮)?(?:领投|(?:独家|战略|首笔|天使)?投资|注资|入股|增资|作为战略|成为战略)"
)
# what only firms have: owners, who buy a part of them, pay in or lead a round
_STAKES = tuple(
    Anchored(pattern)
    for pattern in (
        rf"(?=[收并受认持增取控入参投加])(?:收购|并购|受让|认购|持有|增持|取得|控股|入股|参股|增资|投资|加码)了?{NAME}"
        r"(?=[ ]?的?"
        r"(?:约|近|超过?)?(?:[\d.]+%|全部|部分|控股|多数|新增|少数)的?[^,。;]{0,4}(?:股[权份]|注册资本)|的?股[权份]|[\d.]+%)",
        rf"(?=[曾还又先追战独联共出相两三四])(?:曾|还|又|先后|追加|战略|独家|联合|共同|出手|相继|[两三四]轮)(?:投资|入股|收购|领投)了?{NAME}(?=[,。;、]|的|等)",
        rf"(?=[收并入参领跟])(?:收购|并购|入股|参股|领投|参投|跟投)了{NAME}(?=[,。;、]|的|等)",
        rf"(?<=[亿万美港欧]元)(?:战略|独家)?(?:收购|并购|入股|参股|增资|注资|投资)了?{NAME}(?=[,。;])",
        rf"[向对]{NAME}(?=(?:进行|追加|累计|首期|分别|再次|定向)*(?:战略|股权)?(?:增资|注资|投资了?(?={_SUM})))",
        rf"(?:获得?|引入|引进|拿到|接受|得到|收到)了?(?:来自|由)?{NAME}(?=(?:等[^,。;]{{0,6}})?的?(?:{_SUM}的?)?{_ROUNDS})",
        rf"成为了?{NAME}(?=的[^,。;]{{0,6}}(?:股东|投资人|投资方|投资者)|(?:第[一二三]大|控股|战略)股东)",
        rf"(?:完成|实施|宣布)了?对{NAME}(?=(?:[、和与][^,。;的、和与]{{2,10}}+){{0,8}}的[^,。;]{{0,8}}(?:投资|收购|增资|并购))",
        rf"[向为对]{NAME}(?=(?:提供|发放|授信|拨款|拨付|补助|补贴|支付|资助)了?{_SUM})",
        rf"(?=[领跟投出参新股])(?:投资方|[领跟参]投方|出资方|新增股东|股东|投资人|投资者)还?(?:为|是|系|有|包括)?{NAME}(?=[,。;])",
        rf"由{NAME}(?=(?:独家|战略|联合|共同)?[领跟参]投|全资|持股|受托管理)",
    )
)
# who pays or raises money at the head of a clause
_PAYS = regex(
    rf"[。;,:\n]{NAME}(?=[已将拟曾近日此先再宣计\d以斥豪出投向对独战领参跟持完于获引拿接得的被第控主现股])"
    rf"(?=(?:已|将|拟|曾|近日|日前|此前|先后|再次|宣布|计划|\d{{4}}年[^,。;]{{0,6}}){{0,4}}"
    rf"(?:(?:以自有资金|以|斥资|豪掷|出资|投入){_SUM}[^,。;]{{0,4}}?(?:收购|入股|增资|投资|认购|参股|控股)|[向对][^,。;]{{2,16}}?(?:增资|注资|投资了?{_SUM})"
    r"|(?:独家|战略|领|参|跟)投资?了|参与了?[^,。;]{2,16}轮|持有[^,。;]{2,16}股[权份]|完成对[^,。;]{2,16}的(?:收购|投资|增资)"
    rf"|(?:曾?于\d{{4}}年)?(?:获得?|引入|引进|拿到|接受|得到)了?[^,。;的]{{2,16}}的?(?:{_SUM}的?)?{_ROUNDS}"
    r"|的?(?:(?:第[一二三]大|控股|主要|现有)?股东|投资方|投资人|出资方|领投方)(?:阵容|名单)?还?(?:包括|为|有|是|:)"
    r"|被[^,。;]{2,24}?(?:收购|并购|入股|控股)))"
)


def find_stakes(words: Words) -> set[tuple[int, int]]:
    """The ranges that name firms if they name anything: 入股甲, 持有乙15%的股份, 丙获丁领投."""
    found = {match.span(1) for pattern in _STAKES for match in pattern.finditer(words.anchors)}
    return found.union(behind_marks(_PAYS, words.text))
