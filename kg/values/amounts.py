"""Sums of money and rates: exact, floors, caps, ranges; per what, and for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.model import Amount
from kg.patterns import regex
from kg.values.numerals import number, windows


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A sum of money or a percentage in a text.

    Parameters
    ----------
    start, end : half-open range of the text, with the words of its bound where they touch it.
    amount : None for a percentage.
    rate : percent, None for a sum.
    bound : ``exact``, ``about``, ``floor``, ``cap`` or ``range``.
    per : what it is counted by: ``年度``, ``单个项目``, ``每家企业``…; None where not told.
    period : over how long: ``连续5年``; None where not told.
    equals : start of the sum of which this one is the value in another currency, or None.
    """

    start: int
    end: int
    amount: Amount | None
    rate: Decimal | None
    bound: str
    per: str | None = None
    period: str | None = None
    equals: int | None = None


_HAN = "一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_FIGURE = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{_HAN}][〇零万亿{_HAN}]{{0,24}})"
_SCALE = r"(?:[百千]?万亿|[十百千]?[万亿]|兆|百|千)"
_CURRENCIES = {
    "CNY": r"元人民币|人民币元?|元\(人民币\)|块钱|元|RMB|CNY",
    "USD": r"美元|美金|USD",
    "EUR": r"欧元|EUR",
    "HKD": r"港元|港币|元港币|HKD",
    "TWD": r"新台币元?|元新台币|新台币|台币|TWD",
    "JPY": r"日元|日圆|JPY",
    "KRW": r"韩元|韩圆|KRW",
    "GBP": r"英镑|GBP",
    "AUD": r"澳元|澳大利亚元|AUD",
    "CAD": r"加元|加拿大元|CAD",
    "SGD": r"新加坡元|新元|坡元|SGD",
    "RUB": r"卢布|RUB",
    "INR": r"卢比|INR",
    "CHF": r"瑞士法郎|瑞郎|CHF",
    "MOP": r"澳门元|澳门币|MOP",
    "THB": r"泰铢|THB",
    "MYR": r"林吉特|马币|MYR",
    "IDR": r"印尼盾|印尼卢比|IDR",
    "VND": r"越南盾|VND",
    "PHP": r"菲律宾比索|PHP",
    "SEK": r"瑞典克朗|SEK",
    "NOK": r"挪威克朗|NOK",
    "DKK": r"丹麦克朗|DKK",
    "BRL": r"雷亚尔|BRL",
    "AED": r"迪拉姆|AED",
    "SAR": r"沙特里亚尔|里亚尔|SAR",
    "KES": r"肯尼亚先令|肯先令|KES",
    "TRY": r"土耳其里拉|里拉|TRY",
    "ZAR": r"兰特|ZAR",
    "KZT": r"坚戈|KZT",
}
# a longer word before the one that it contains: 新台币元 before 元
_ORDER = tuple(sorted(_CURRENCIES, key=lambda code: (code == "CNY", code == "INR", code)))
_UNIT = "|".join(_CURRENCIES[code] for code in _ORDER)
_SIGNS = {
    **{"US$": "USD", "HK$": "HKD", "NT$": "TWD", "¥": "CNY", "$": "USD", "€": "EUR", "£": "GBP"},
    **{"RMB": "CNY", "USD": "USD", "新台币": "TWD", "人民币": "CNY", "港币": "HKD", "美金": "USD"},
}
_SIGN = "(?P<sign>" + "|".join(map(re.escape, _SIGNS)) + ")"
_MORE = "(?:多|余)"
# 过亿元, 亿元以上: no figure is one
_LONE = "(?:(?<=[过超上近逾破])(?=[百千]?[万亿])|(?<![万亿])(?=[百千]?[万亿]元(?:以上|级)))"
_SUM = regex(
    rf"(?=[\dRUHNKEJGAIMTCSVPBDZ¥$€£人新港美百千万亿{_HAN}])"  # what sums begin with
    rf"(?:{_SIGN} ?)?(?<![\d.数几])(?P<a>{_FIGURE}|{_LONE})(?P<over>{_MORE})?"
    rf" ?(?P<as>{_SCALE})?(?P<more>{_MORE})?"
    rf"(?P<x>{_UNIT})?"
    rf"(?:(?:至|到|[-—~]) ?(?P<b>{_FIGURE}) ?(?P<bs>{_SCALE})?)?(?P<few>{_MORE})? ?"
    rf"(?P<y>{_UNIT})?"
)
_RATE = regex(
    rf"(?<![\d.])(?P<a>\d+(?:\.\d+)?)%?(?:(?:至|到|[-—~])(?P<b>\d+(?:\.\d+)?))?%(?!点)"
    rf"|百分之(?P<c>{_FIGURE})(?:(?:至|到)百分之(?P<d>{_FIGURE}))?"
)
# what may stand between the word of a bound and its figure
_GAP = (
    r"(?:可以?|能|达到?|至|为|是|给予|予以|按|奖励|补助|补贴|资助|支持|扶持|获得?|享受|提供|发放"
    r"|投入|安排|额度?|金额|总额|人民币|一次性|每年|年度|的|在|其|:| ){0,6}"
)
# the negated words first: 低于 inside 不低于 must not count
_BOUND_BEFORE = regex(
    r"(?:(?P<cap>(?:最高|最多)?(?:原则上)?(?:不|未|没有|不得|不能|不应|不可|不会)"
    r"(?:超过|超出|超|高于|多于|大于|突破))"
    r"|(?P<floor>(?:最低|最少)?(?:不|不得|不能|不应|不可)(?:低于|少于|小于))"
    r"|(?P<most>最高|最多|至多|上限|限额|封顶|低于|少于|小于|不足|不到|不满|控制)"
    r"|(?P<least>至少|最低|最少|起码|下限|超过|超出|超|逾|突破|高于|多于|大于|不止))"
    + _GAP
    + r"(?P<of>[\u4e00-\u9fff]{1,12}的)?$"
)
_ABOUT_BEFORE = regex(r"(?:大?约为?|近|接近|大概|将近|约合)(?:占|为|达到?|有|人民币){0,2}$")
_CAP_AFTER = regex(
    r"(?:\(含\))?(?:及|或)?(?:之内|以内|以下|内(?!容|部|陆|地|需|外)|封顶|为限|为上限|上限)"
)
_FLOOR_AFTER = regex(r"(?:\(含\))?(?:及|或)?(?:以上|起(?!来|到|始)|开外)")
_ABOUT_AFTER = regex(r"左右|上下")
_PER = regex(
    r"每[^,;。对按由根据在向为年月每\d]{1,5}?(?=最高|最多|补贴|补助|奖励|给予|不超过|资助|一次性|$)|每(?:个|家|户|人|项|名|台|辆|套|平方米|吨|件|款|亩|间|位|次)?(?:企业|项目|机构|单位|团队|人才|平台|基地|园区|年度?|月|季度|人|户|家|亩|吨|辆)?"
    r"|单个(?:项目|企业|机构|单位|主体)|单(?:个|家|户|笔|项|台|套)(?:企业|项目)?|同一(?:企业|项目|单位)|(?<![上本当前下该])年度|一次性"
)
_PER_AFTER = regex(
    r"/(?:年|月|平方米|人|户|家|个|吨|亩|度|千瓦时|天|台|辆|次|平米)|每(?:年|月|人|户|家|亩|平方米|吨)|(?:一|1)年(?!期|内|来)"
)
_PERIOD = regex(
    r"(?:连续|为期|期限|最长|分|未来|共)(?:支持|实行|执行|补贴|资助|给予|不超过)?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个)?年|(?P<m>\d{1,2}|[一二两三四五六七八九十]{1,3})年(?:内|期)"
)
_MONEY_NEXT = regex(r"(?:的)?(?:投资|融资|贷款|授信|资金|补贴|补助|奖励|基金)")
_CLAUSE = regex(r"[,;。!?\n]")
_MONEY_WORDS = regex(
    r"(?:资金|投资|资本|规模|奖励|补贴|补助|资助|融资|募集|产值|营收|收入|出资|贷款|总额|金额|预算|投入|经费|价值|市值|估值)[^,;。\n]{0,8}$"
)


def find_amounts(text: str, home: str = "CNY") -> list[AmountMention]:
    """Find sums of money and percentages, with the direction of their bounds.

    Parameters
    ----------
    text : normalised text.
    home : the currency that 元 alone means, as `home_currency` tells it.

    >>> [(m.amount.name, m.bound) for m in find_amounts("给予不超过500万元补助") if m.amount]
    [('CNY最多5000000', 'cap')]
    """
    found = [*_sums(text, home), *_rates(text)]
    return sorted(found, key=lambda mention: mention.start)


# whose authorities a text names and how it names home, so that its 元 is the money of there;
# Hong Kong last, for its bodies are called as those of Macao are
_AT_HOME = {
    "MOP": (regex("澳门(?:特区|特别行政区)政府|本澳|澳府"), regex("澳门|本澳|澳府")),
    "TWD": (
        regex("行政院|立法院|中华民国"),
        regex("台湾|台北|行政院|立法院|国发会|新台币|中华民国"),
    ),
    "HKD": (
        regex("本港|港府|特区政府|立法会|财政司"),
        regex("香港|港元|本港|港府|特区政府|立法会"),
    ),
}
HOMES = tuple(_AT_HOME)
_MAINLAND = regex("[省市县](?:委|(?:人民)?政府)|国务院|国家发|工信部|人民币|我国")
_IN_YUAN = regex("人民币(?:[,、计]|为单位)*下同")
_TRADITIONAL = 0.1  # share of traditional characters from which a text is written in them


def home_currency(text: str, traditional: float) -> str:
    """The currency that 元 alone means in a text.

    Parameters
    ----------
    text : normalised text.
    traditional : share of its characters that were traditional ones.

    >>> home_currency("港府预留200亿元", 0.4), home_currency("港府预留200亿元", 0.0)
    ('HKD', 'CNY')
    """
    if traditional < _TRADITIONAL or _IN_YUAN.search(text):
        return "CNY"
    named = {
        currency: len(place.findall(text))
        for currency, (authority, place) in _AT_HOME.items()
        if authority.search(text)
    }
    home = max(named, key=named.__getitem__, default="CNY")
    return home if named and named[home] > len(_MAINLAND.findall(text)) else "CNY"


def _sums(text: str, home: str) -> list[AmountMention]:
    found: list[AmountMention] = []
    for match in _matches(text, _SUM, _MONEY_MARKS):
        currency = _currency(match, text, home)
        if currency is None:
            continue
        low = _value(
            match["a"],
            match["as"] or (match["bs"] if match["b"] and not match["x"] else None),
        )
        high = _value(match["b"], match["bs"]) if match["b"] else None
        if low is None:
            continue
        start, end, bound = _bound(text, match.start(), match.end())
        if bound == "exact" and found and _listed(text, found[-1], start):
            bound = found[-1].bound
        if not match["a"] and text[start - 1] in "过上":
            start, bound = start - 1, "floor"
        if bound == "exact" and text.startswith("级", end):
            bound = "about"
        if match["over"] or match["more"] or match["few"]:
            bound = "floor" if bound in ("exact", "about") else bound
        if high is not None and high > low:
            amount, bound = Amount(minimum=low, maximum=high, currency=currency), "range"
        elif bound == "cap":
            amount = Amount(maximum=high or low, currency=currency)
        elif bound == "floor":
            amount = Amount(minimum=low, currency=currency)
        else:
            amount = Amount(value=low, currency=currency)
        least = (
            found[-1].amount
            if found and bound == "cap" and _closes(text, found[-1], start)
            else None
        )
        if least and least.minimum and least.currency == currency and least.minimum < low:
            start, bound = found.pop().start, "range"
            amount = Amount(minimum=least.minimum, maximum=low, currency=currency)
        equals = found[-1].start if found and _same(text, found[-1], start) else None
        per, period = _per(text, start, end), _period(text, start)
        found.append(AmountMention(start, end, amount, None, bound, per, period, equals))
    return found


_MONEY_MARKS = regex(r"[元币美万亿兆圆镑¥$€£BD]")
_RATE_MARKS = regex("[%百]")


def _matches(
    text: str, grammar: re.Pattern[str], marks: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    for start, end in windows(text, marks, 44, 16):
        yield from grammar.finditer(text, start, end)


@cache
def _code_of(unit: str) -> str:
    return next(code for code in _ORDER if re.fullmatch(_CURRENCIES[code], unit))


def _currency(match: re.Match[str], text: str, home: str) -> str | None:
    """The currency of a sum, None where the number is no money; `home` is that of 元 alone."""
    unit = match["y"] or match["x"]
    code = _code_of(unit) if unit else None
    if match["sign"]:
        sign = _SIGNS[match["sign"]]
        return sign if code in (None, "CNY") else code
    end = match.end()
    if code == "CNY" and text[end - 1] == "元" and text[end : end + 1] in _NOT_MONEY:
        return None
    if code is None and (match["as"] or "")[-1:] in ("万", "亿"):
        before = text[max(0, match.start() - 24) : match.start()]
        money = _MONEY_WORDS.search(before) or _MONEY_NEXT.match(text, end)
        return home if money and not _COUNTED.match(text, end) else None
    return home if unit == "元" else code


_NOT_MONEY = set("素旦宵宇年月化模") - {""}
# what follows a figure that counts other things than money, or money unknown to us
_COUNTED = regex(
    r" ?(?:[个家人户名项台辆次件吨平亩公度条份种股枚TGMk]|千瓦|余?[家户人]"
    r"|[\u4e00-\u9fff]{0,3}[币令郎铢盾索朗])"
)


def _value(figure: str | None, scale: str | None) -> Decimal | None:
    base = Decimal(1) if figure == "" else number(figure or "")
    if base is None:
        return None
    for char in scale or "":
        base *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}[char]
    return base


def _bound(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The range with the words of the bound, and the bound."""
    before = text[max(0, start - 24) : start]
    before = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    cue = _BOUND_BEFORE.search(before)
    if cue and cue["of"] and "%" not in text[start:end] and "百分之" not in text[start:end]:
        cue = None  # 不超过合同额的30%, but no sum is bound from so far
    low = start - len(before) + cue.start() if cue else start
    if cue and (cue["cap"] or cue["most"]):
        after = _CAP_AFTER.match(text, end)
        return low, after.end() if after else end, "cap"
    for pattern, name in ((_CAP_AFTER, "cap"), (_FLOOR_AFTER, "floor")):
        if after := pattern.match(text, end):
            return start, after.end(), name
    if cue:
        return low, end, "floor"
    if about := _ABOUT_BEFORE.search(before):
        return start - len(before) + about.start(), end, "about"
    if after := _ABOUT_AFTER.match(text, end):
        return start, after.end(), "about"
    return start, end, "exact"


def _closes(text: str, floor: AmountMention, start: int) -> bool:
    """Tell whether a cap closes the range that the floor before it opened."""
    between = text[floor.end : start]
    return floor.bound == "floor" and between in ("", "、", ",", "且", "但", "至", ",且", ",但")


def _listed(text: str, before: AmountMention, start: int) -> bool:
    """Tell whether a sum stands in a list under one bound: 最高100万元、200万元."""
    bound_behind = _BEHIND.search(text, before.start, before.end)
    return not bound_behind and text[before.end : start] in ("、", "和", "或", "及")


_BEHIND = regex(r"(?:内|下|上|起|封顶|为限|上限|开外|左右)$")


def _same(text: str, before: AmountMention, start: int) -> bool:
    """Tell whether the sum repeats the one before in another currency: 1亿欧元(1.2亿美元)."""
    return _IN_OTHER.fullmatch(text, before.end, start) is not None


_IN_OTHER = regex(r" ?[(](?:约合?|合|折合|相当于)?(?:人民币)?|,?(?:约合|折合|相当于)")


def _per(text: str, start: int, end: int) -> str | None:
    """What a sum is counted by, in its own clause; one of many also in the clause before."""
    if after := _PER_AFTER.match(text, end):
        return after[0].strip("/")
    sentence = _STOP.split(text[max(0, start - 40) : start])[-1]
    clauses = sentence.split(",")
    found = list(_PER.finditer(clauses[-1]))
    if not found and len(clauses) > 1:
        found = [match for match in _PER.finditer(clauses[-2]) if match[0] not in _TIMES]
    return found[-1][0] if found else None


_TIMES = ("每年", "每月", "年度", "一次性")
_STOP, _END = regex(r"[;。!?\n]"), regex(r"[。!?\n]")


def _period(text: str, start: int) -> str | None:
    window = text[max(0, start - 30) : start + 40]
    window = window[max((m.end() for m in _END.finditer(window, 0, 30)), default=0) :]
    match = _PERIOD.search(_END.split(window, 1)[0])
    return match[0] if match else None


def _rates(text: str) -> list[AmountMention]:
    found = []
    for match in _matches(text, _RATE, _RATE_MARKS):
        low = number(match["a"] or match["c"])
        if low is None:
            continue
        start, end, bound = _bound(text, match.start(), match.end())
        if match["b"] or match["d"]:
            bound = "range"
        found.append(
            AmountMention(
                start, end, None, low, bound, _per(text, start, end), _period(text, start)
            )
        )
    return found
