"""Canonical keys: two names that share one are the same thing, as far as rules can tell.

A key is a text that names the class, the rule and what is left of a name when everything that
writers vary is taken away. Similar is not equal: nothing here measures similarity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.resolution.names import (
    COUNTRY,
    apart,
    folded,
    is_generic,
    located,
    place_code,
    plain,
    years,
)
from kg.resolution.words import word_lists

# rule -> its reason, the surest first
RULES = {
    "name": "名称相同",
    "written": "写法与已知名称相同",
    "number": "文号相同",
    "code": "区划代码相同",
    "title": "去掉印发的外壳和发文机关之后题名相同",
    "body": "地方和职能相同，只是简称与全称之别",
    "located": "地方和其余名称相同，只是写法不同",
    "firm": "地方和字号相同，只差组织形式",
    "usual": "通行的简称",
    "trial": "题名相同，一处省去“试行”",
    "period": "题名相同，一处省去末尾的年限",
    "unplaced": "题名或名称相同，一处省去地名",
    "brand": "字号相同，一处省去地方或组织形式",
    "headed": "名称相同，一处省去“项目”“平台”之类",
    "rewritten": "机器改写的文字还原后名称相同",
}
# rules that decide only where nothing speaks against any of those that share the key
TENTATIVE = frozenset(("trial", "period", "unplaced", "brand", "headed", "rewritten"))
_BRIEF = 4  # characters of a project's name without 项目 or 平台
_LONG_ENOUGH_NAME = 6  # characters from which a name without its place is still one of its kind
_LONG_ENOUGH = 8  # characters from which a title without its place is still one of its kind


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """A thing as one or more sources write it: what keys are made of.

    Parameters
    ----------
    class_name : one of `kg.vocabulary.ENTITY_CLASSES`.
    name : as written, machine-made synonyms undone.
    place : code of the place that the text gives the thing, if its name has none.
    others : further names that stand for it alone: document numbers, defined short forms.
    rewritten : the text that it comes from was rewritten by a machine.
    source : where it comes from, for a name that means something only there; else ''.
    iri : of the thing, for what the packaged graph holds; else ''.
    """

    class_name: str
    name: str
    place: str = ""
    others: tuple[str, ...] = ()
    rewritten: bool = False
    source: str = ""
    iri: str = ""

    @property
    def label(self) -> str:
        """The name that tells the thing from others: a general one with its source behind."""
        return f"{self.name}（{self.source}）" if self.source else self.name


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a policy taken apart.

    Parameters
    ----------
    core : what the document is about and of what kind it is, places as codes.
    place : code of the place at its head or of the issuer in it, or ''.
    issuer : key of the issuer that the title names, or ''.
    period : trailing years in brackets, or ''.
    draft : a draft, a revision or a comment, or ''.
    trial : the title says that it is on trial.
    """

    core: str
    place: str
    issuer: str
    period: str
    draft: str
    trial: bool


_SHELL = re.compile(
    r"(?P<issuer>.{0,40}?)(?:关于)?(?:印发|发布|公布|颁布|下发)"
    r"(?:[^的]{2,20}(?:制定|拟定|拟订|编制|起草|提出)的)?(?P<rest>.{4,}?)的?(?:通知|公告|通告|函)"
)
_ISSUED = re.compile(
    r"(?P<issuer>.{2,40}?(?:政府|办公厅|办公室|委|委员会|局|厅|部|院|会|银行|省|市|区|县|州))关于(?P<rest>.{4,})"
)
_NOTICE = re.compile(
    r"(?<=办法|措施|意见|方案|规划|细则|要点|计划|规定|条例|政策|纲要|指南|目录)的?(?:通知|公告)$"
)
_FORWARDS = re.compile("转发|批转")
_TRIAL = re.compile(r"\((?:试行|暂行)\)|(?<=.)(?:试行|暂行)$")
_PERIOD = re.compile(r"\(([\d年—–\-~至到]{4,})\)$")


@lru_cache(100_000)
def read_title(name: str) -> Title:
    """Take the title of a policy apart.

    >>> read_title("甲省人民政府关于印发甲省低空经济规划的通知").core
    '甲省低空经济规划'
    >>> read_title("甲省人民政府办公厅转发省科技厅低空经济规划的通知").core
    '甲省人民政府办公厅转发省科技厅低空经济规划通知'
    """
    text, issuer = plain(name), ""
    if not _FORWARDS.search(text):  # which is another paper than the one that it forwards
        if shell := _SHELL.fullmatch(text):
            issuer, text = shell["issuer"], shell["rest"]
        if issued := _ISSUED.fullmatch(text):
            issuer, text = issuer or issued["issuer"], issued["rest"]
        text = _NOTICE.sub("", re.sub("^(?:关于|在)", "", text))
    draft = word_lists().draft.search(text)
    trial = _TRIAL.search(text) is not None
    text = _TRIAL.sub("", text)
    period = _PERIOD.search(text)
    if period:
        text = text[: period.start()]
    where = located(text)
    body = agency_key(issuer) if issuer else ""
    issuer_place = body.split("|")[1] if "|" in body else place_code(issuer) if issuer else ""
    return Title(
        core=folded(where.rest.replace("的", "")) or folded(text),
        place=where.place or issuer_place,
        issuer=body if where.place == "" else "",
        period=re.sub(r"\D+", "-", period[1]).strip("-") if period else "",
        draft=draft[0] if draft else "",
        trial=trial,
    )


@lru_cache(100_000)
def agency_key(name: str) -> str:
    """Read an agency as ``function|place``-like key; '' if it has neither place nor centre.

    >>> agency_key("浙江省经信厅") == agency_key("浙江省经济和信息化厅")
    True
    """
    text = plain(name)
    party = re.match("中共|中国共产党", text)
    if not party and (body := _national(text)):
        return f"body|{COUNTRY}|{folded(body)}"
    where = located(text[party.end() :] if party else text)
    if not where.place or where.rest == text:
        return ""
    return f"body|{where.place}|{_function(where.rest, bool(party))}"


def _national(text: str) -> str:
    """The full name of a body of the centre, or of a branch of it: 央行上海总部; '' for others."""
    known = word_lists().national
    if text in known:
        return known[text]
    for length in range(len(text) - 2, 1, -1):
        head, tail = text[:length], text[length:]
        if head in known and _BRANCH.search(tail):
            return known[head] + tail
    return ""


_BRANCH = re.compile(r"(?:总部|局|司|办公室|分行|支行|营业管理部|中心|委员会)$")


def _function(rest: str, party: bool) -> str:
    forms = word_lists().functions
    rest = re.sub("[和与及]", "", rest)
    rest = re.sub(r"^(?:人民)?政府(?!办公|新闻|研究|$)", "", rest)
    if party or rest in ("委", "省委", "市委", "区委", "县委"):
        return "党" + (re.sub("^[省市区县]?委(?:员会)?", "委员会", rest) or "委员会")
    rest = re.sub("^[省市区县](?![场域级])(?=.{2})", "", rest)
    for length in range(len(rest), 0, -1):  # the longest end that has a usual form
        tail = rest[-length:]
        if tail in forms and (length > 1 or tail == "委"):
            full = forms[tail]
            return folded(rest[:-length] + forms.get(full, full))
    return folded(rest)


@dataclass(frozen=True, slots=True)
class Firm:
    """The name of a firm taken apart: place, stem, brand in it, what ends the stem, legal form."""

    place: str
    stem: str
    brand: str
    tail: str
    form: str


@lru_cache(100_000)
def read_firm(name: str) -> Firm:
    """Take the name of a firm apart.

    >>> firm = read_firm("杭州甲乙网络科技有限公司")
    >>> firm.place, firm.stem, firm.brand, firm.tail
    ('330100', '甲乙网络科技', '甲乙', '网络科技')
    """
    lists, text = word_lists(), plain(name)
    if lists.branch.search(text):
        return Firm("", folded(text), folded(text), "", "")
    bare = lists.legal_form.sub("", re.sub(r"\(有限合伙\)$", "", text))
    form = text[len(bare) :] if text.startswith(bare) else ""
    bare = bare.replace("(集团)", "集团").replace("资产管理", "资管")
    bare = lists.firms.get(bare, bare)
    for ending in ("集团", "控股"):
        core = bare.removesuffix(ending)
        if core != bare and core in lists.firms:
            bare = lists.firms[core] + ("集团" if ending == "集团" else "")
    inner = re.search(r"\(([^()]+)\)", bare)
    place = place_code(inner[1]) if inner else ""
    if inner and (place or inner[1] == "中国"):
        bare = bare.replace(inner[0], "")
    where = located(bare)
    # 中国移动 or 北京银行 without its place is another name
    if where.place and where.rest and not is_generic(where.rest) and len(where.rest) >= 2:
        place, bare = place or where.place, where.rest
    stem, brand = folded(bare), bare
    while (match := lists.brand_tail.search(brand)) and match.start() >= 2:
        brand = brand[: match.start()]
    tail = folded(bare[len(brand) :])
    return Firm(place, stem, folded(brand), tail, form)


def keys(form: Form) -> tuple[tuple[str, str], ...]:
    """Compute the keys of a form.

    Returns
    -------
    Pairs of rule and key, without repetition; every form has at least the key of its name.
    """
    return tuple(dict.fromkeys((rule, f"{rule}|{key}") for rule, key in _keys(form)))


def name_key(class_name: str, name: str) -> str:
    """The key that a thing has by its name alone; how judgements find what they speak of."""
    return f"{class_name}|{folded(name)}"


def _keys(form: Form) -> Iterator[tuple[str, str]]:
    kind = form.class_name
    yield "name", name_key(kind, form.label)
    if form.source:
        return
    for other in form.others:
        if _NUMBER.search(plain(other)):
            yield "number", folded(other)
        else:
            yield "name", name_key(kind, other)
    for name in (form.name, *form.others):
        for rule, key in _CLASS_KEYS.get(kind, _located_keys)(form, name):
            yield rule, f"{kind}|{key}"
    yield "rewritten", f"{kind}|{_exchanged(form)}"


_NUMBER = re.compile(r"[\[〔(]\d{4}[\]〕)]第?\d+号$")


def is_number(name: str) -> bool:
    """Tell whether a name is the number of a document: 国发〔2017〕35号."""
    return _NUMBER.search(plain(name)) is not None


def _policy_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    title = read_title(name)
    if is_number(name) or not title.core:
        return
    place = title.place or form.place
    mark = f"{title.core}|{title.draft}"
    yield "title", f"{place}|{mark}|{title.period}|{title.trial}"
    yield "trial", f"{place}|{mark}|{title.period}"
    if place or len(title.core) >= _LONG_ENOUGH:
        yield "period", f"{place}|{mark}"
    if len(title.core) >= _LONG_ENOUGH:
        yield "unplaced", f"{mark}|{title.period}"


def _agency_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    if key := agency_key(name):
        yield "body", key
    elif form.place:
        yield "body", f"body|{form.place}|{_function(plain(name), False)}"


def _company_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    firm = read_firm(name)
    known = firm.stem in word_lists().firms.values()
    if len(firm.stem) < 2 or (is_generic(firm.stem) and not known):
        return
    yield "firm", f"{firm.place}|{firm.stem}"
    if not is_generic(firm.brand):
        yield "brand", firm.stem
        # of a group with a short name, 科技 is one of its many firms
        group = firm.brand in word_lists().giants and len(firm.brand) == 2
        if not (group and "科技" in firm.tail):
            yield "brand", firm.brand


def _place_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    code = form.place or place_code(name)
    if code:
        yield "code", code


def _institute_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    text, usual = plain(name), word_lists().institutes
    if text in usual:
        text = usual[text]
    else:  # 北航某某实验室: a part of an institute
        short = next((s for s in usual if text.startswith(s) and _PART.search(text[len(s) :])), "")
        if short and not text.startswith(usual[short]):
            text = usual[short] + text[len(short) :]
    yield "usual", folded(text)
    yield from _located_keys(form, text)


_PART = re.compile(r".{2,}(?:实验室|学院|研究院|研究所|中心|系)$")


def _park_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    text, usual = plain(name), word_lists().parks
    short = max((s for s in usual if text.endswith(s)), key=len, default="")
    yield from _located_keys(form, text[: len(text) - len(short)] + usual.get(short, ""))


_PROJECT_TAIL = re.compile(r"(?:建设)?(?:项目|平台|工程|系统|体系)$")


def _project_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    yield from _located_keys(form, name)
    bare = _PROJECT_TAIL.sub("", plain(name))
    if len(bare) >= _BRIEF and not is_generic(bare):
        yield "headed", folded(bare)


def _located_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    text = plain(name)
    where = located(text)
    place, rest = where.place or form.place, where.rest if where.place else text
    if place:
        yield "located", f"{place}|{folded(rest)}"
    if len(rest) >= _LONG_ENOUGH_NAME and not is_generic(rest):
        yield "unplaced", folded(rest)


def _no_keys(form: Form, name: str) -> Iterator[tuple[str, str]]:
    return iter(())


_CLASS_KEYS = {
    "Policy": _policy_keys,
    "Agency": _agency_keys,
    "Company": _company_keys,
    "Place": _place_keys,
    "Institute": _institute_keys,
    "IndustrialPark": _park_keys,
    "Project": _project_keys,
    "Person": _no_keys,
    "Beneficiary": _no_keys,
}


def exchanged(text: str) -> str:
    """Write one word for all that spinning software exchanges, in a name or a whole text.

    >>> exchanged("大数据进步") == exchanged("云数据发展")
    True
    """
    lists = word_lists()
    return lists.exchangeable.sub(lambda match: lists.exchanged[match[0]], text)


def _exchanged(form: Form) -> str:
    """What is left of a name when exchangeable words are one, to be compared with others."""
    words = exchanged(plain(form.name))
    if form.class_name == "Policy":
        title = read_title(words)
        return f"{title.core}|{title.draft}|{title.period}"
    if form.class_name == "Agency":
        return agency_key(words) or folded(words)
    where = located(words)
    return f"{where.place}|{folded(where.rest)}"


def difference(left: Form, right: Form) -> str | None:
    """Say why two forms cannot be one thing, or None where nothing speaks against it.

    >>> difference(Form("Event", "2017甲峰会"), Form("Event", "2018甲峰会"))
    '年份或届次不同：2017、2018'
    """
    if left.class_name != right.class_name:
        return "类别不同"
    if left.iri and right.iri and left.iri != right.iri:
        return "整理过的图里是两个实体"
    one, two = years(left.name), years(right.name)
    if one and two and one != two:
        return f"年份或届次不同：{'、'.join(sorted(one ^ two))}"
    numbers = [{folded(o) for o in form.others if is_number(o)} for form in (left, right)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return "文号不同"
    return _DIFFERENCES.get(left.class_name, _place_difference)(left, right)


def _policy_difference(left: Form, right: Form) -> str | None:
    one, two = read_title(left.name), read_title(right.name)
    if one.draft != two.draft:
        return f"一为{one.draft or two.draft}，一为正式文件"
    if one.period and two.period and one.period != two.period:
        return f"年限不同：{one.period}、{two.period}"
    if one.place and two.place and one.place != two.place:
        return "题名中的地方不同"
    if one.issuer and two.issuer and one.issuer != two.issuer:
        return "题名中的发文机关不同"
    if apart(one.place or left.place, two.place or right.place):
        return "发文的地方不同"
    heads = [word_lists().policy_head.search(plain(form.name)) for form in (left, right)]
    kinds = {match[0] for match in heads if match} - {"通知", "公告", "试行", "暂行"}
    if len(kinds) == 2 and "细则" in "".join(kinds):
        return f"文种不同：{'、'.join(sorted(kinds))}"
    return None


def _company_difference(left: Form, right: Form) -> str | None:
    one, two = read_firm(left.name), read_firm(right.name)
    if one.place and two.place and one.place != two.place:
        return "注册地不同"
    if {one.form, two.form} >= {"股份有限公司"} and one.form and two.form and one.form != two.form:
        return f"组织形式不同：{one.form}、{two.form}"
    if one.tail and two.tail and one.tail not in two.tail and two.tail not in one.tail:
        return f"字号相同而行业或层级不同：{one.tail}、{two.tail}"
    return None


def _place_difference(left: Form, right: Form) -> str | None:
    one = located(plain(left.name)).place or left.place
    two = located(plain(right.name)).place or right.place
    return "所在的地方不同" if apart(one, two) else None


def _project_difference(left: Form, right: Form) -> str | None:
    tails = [_PROJECT_TAIL.search(plain(form.name)) for form in (left, right)]
    kinds = {tail[0] for tail in tails if tail}
    if len(kinds) == 2:
        return f"一为{'，一为'.join(sorted(kinds))}"
    return _place_difference(left, right)


def _area_difference(left: Form, right: Form) -> str | None:
    one, two = (form.place or place_code(form.name) for form in (left, right))
    return "区划代码不同" if one and two and one != two else None


_DIFFERENCES = {
    "Policy": _policy_difference,
    "Company": _company_difference,
    "Place": _area_difference,
    "Project": _project_difference,
}
