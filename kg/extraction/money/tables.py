"""Tables with tabs, bars, gaps or numbered rows: the header tells what a column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kg.article import Article
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.titles import tidy
from kg.extraction.reading import Mention
from kg.patterns import regex

# what a column is called -> the role of its cells; the first that matches
_COLUMNS = (
    (
        "applicant",  # who is to carry out a project and gets money for it
        r"(?:申报|申请|承担|实施|项目|牵头|受助|获奖|获得|支持|补助|奖励|受益|扶持|资助对象|补贴对象)"
        r"(?:单位|企业|主体|机构|法人)(?:名称)?$|^(?:资助|补助|奖励|补贴|支持|扶持)对象$",
    ),
    (
        "investor",
        r"投资方(?![向式])|投资机构|投资者|投资人|出资方|出资人|出资机构|出资单位|收购方|资助方|投资主体"
        r"|股东|有限合伙人|领投|跟投|参投|认缴方|LP",
    ),
    (
        "maker",
        r"发起人|发起方|发起机构|发起单位|组建单位|共建单位|建设单位|[主承协联]办(?:单位|方|机构)",
    ),
    (
        "manager",
        r"管理人|管理机构|管理公司|管理方|管理单位|运营方|运营机构|运营主体|运营单位|运营公司|普通合伙人|执行事务合伙人|GP",
    ),
    (
        "issuer",
        r"发布部门|发布单位|发布机构|发文机关|发文单位|颁布部门|颁布单位|发文部门|印发单位|制定机关|发布主体",
    ),
    ("founder", r"创始人|创办人"),
    ("number", r"文号|发文字号"),
    ("amount", r"金额|融资额|规模|总投资|额度|投资额|注册资本|募集|补贴$"),
    ("date", r"时间|日期|年份|年月|成立于"),
    ("round", r"轮次|类型|阶段|方式"),
    ("site", r"(?:建设|实施|项目|应用)(?:所在|建设|实施)?地"),
    (
        "place",
        r"地区|所在(?:地|城市|[省市州区县]+$)|地点|区域|城市|省市|省份|注册地|属地|所属地|所属园区|总部|地址|所在园区|落户|入驻园区",
    ),
    ("policy", r"政策名称|文件名称|政策文件|政策|文件|法规名称"),
    ("fund", r"(?:基金|专项资金|子基金|资金)(?:名称|简称|全称)?$"),
    (
        "park",
        r"(?:园区?|基地|载体|开发区|示范区|试验区|集聚区|集群|小镇|众创空间|孵化器|加速器)"
        r"(?:名称|简称|全称)?$",
    ),
    ("named", r"^(?:单位|机构|载体)?(?:名称|全称)$"),
    ("institute", r"(?:实验室|研究院|研究中心|技术中心|创新中心|工程中心)(?:名称|简称|全称)?$"),
    ("host", "依托"),
    ("amount", r"资金"),
    ("project", r"(?:项目|场景|工程|案例)(?:名称|简称|全称)?$"),
    (
        "investee",
        r"融资方|被投|已投|投资企业|投资案例|投资项目|代表案例|受资|标的|企业|公司|单位名称|名称|受让方|项目方",
    ),
)
_CLASSES = {
    "applicant": "Company",
    "investor": "Company",
    "investee": "Company",
    "manager": "Company",
    "issuer": "Agency",
    "maker": "Company",
    "founder": "Person",
    "policy": "Policy",
    "fund": "Fund",
    "park": "IndustrialPark",
    "institute": "Institute",
    "host": "Institute",
    "project": "Project",
    "place": "Place",
    "site": "Place",  # where a project is, whoever carries it out
}
_UNIT = regex(r"[\(:]?(?:单位:?)?((?:人民币)?[百千]?[万亿](?:元|美元|欧元|港元|人民币)*)\)?$")
_UNIT_ABOVE = regex("单位[::] ?([百千万亿]+(?:美|港|欧)?元)")
_EMPTY = regex(
    r"(?:未披露|未透露|未公开|不详|无|—+|-+|:?-+:?|/|N/?A|暂无|未知|其他|若干|数[百千]?[万亿].*)?"
)
_ADDRESS = regex(r"[\d路号街楼室座栋层]|大道")
_PART = regex(
    r"(?:\((?:领投|跟投|参投|独家|联合领投|GP|LP|老股东|[\d.]+%|暂定|拟定|以下简称|下称|简称)[^()]*\)"
    r"|(?:持股|占股|占比|出资|认缴)(?:比例)?(?:约|为|:)?[\d.]+(?:%|[万亿]元).*)$"
)


def without_aside(name: str) -> str:
    """A name in a table without what a bracket behind it tells of its part or of it for now.

    >>> without_aside("甲半导体有限公司(暂定名,以登记为准)")
    '甲半导体有限公司'
    """
    return _PART.sub("", name)


@dataclass(frozen=True, slots=True)
class Cell:
    """A name in a table: where it stands, its role, its class."""

    start: int
    end: int
    role: str
    class_name: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its role, the unit of its sums, whether its dates are of founding."""

    role: str | None
    unit: str = ""
    founded: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its range and its cells by role."""

    start: int
    end: int
    cells: tuple[Cell, ...]


def find_rows(article: Article) -> list[Row]:
    """Find the rows of tables whose header names at least two roles.

    Parameters
    ----------
    article : whose raw text still has its tabs.
    """
    rows: list[Row] = []
    header: list[Column] = []
    above = ""
    tabbed = "\t" in article.raw
    for start, end in lines(article.text):
        cells = _cells(article, start, end, tabbed)
        counted = not cells and _COUNTED.match(article.text, start, end) is not None
        if counted:
            cells = _words(article.text, start, end)
        if len(cells) < 2:
            header = []
            above = article.text[start:end].strip() or above
            continue
        if not header:
            header = _header([article.text[a:b] for a, b in cells], above)
        elif counted and len(cells) != len(header):
            continue  # a name with a space inside
        elif len(cells) * 2 > len(header):
            rows.append(_row(article.text, start, end, cells, header))
        else:
            header = []
    return rows


# what the line above a table tells of the things it lists
_LISTS = (
    (
        "park",
        r"(?:孵化器|众创空间|加速器|园区?|基地|载体|开发区|示范区|试验区|集聚区|小镇)(?:入选|入围|认定|培育|建设|推荐)?(?:名单|名录|目录|一览表|汇总表|情况表|清单)",
    ),
    (
        "institute",
        r"(?:实验室|研究院|研究中心|技术中心|创新中心|工程中心)(?:入选|入围|认定|培育|建设|推荐)?(?:名单|名录|目录|一览表|汇总表|情况表|清单)",
    ),
    ("fund", "基金(?:名单|名录|目录|一览表|汇总表|清单)"),
)


def _listed_role(roles: set[str], above: str) -> str:
    """What a column that is only headed 名称 holds."""
    listed = (role for role, words in _LISTS if re.search(words, above))
    return next(listed, "park" if "manager" in roles and "fund" not in roles else "investee")


def _header(heads: list[str], above: str) -> list[Column]:
    """The columns of a table by its first line, none when it tells of fewer than two.

    Parameters
    ----------
    above : the line in front of the table.
    """
    columns = [column_of(head) for head in heads]
    told = {column.role for column in columns if column.role}
    role = _listed_role(told, above)
    columns = [replace(c, role=role) if c.role == "named" else c for c in columns]
    if unit := _UNIT_ABOVE.search(above):  # 2024年重点基金清单(单位:亿元)
        columns = [
            replace(c, unit=unit[1]) if c.role == "amount" and not c.unit else c for c in columns
        ]
    roles = {column.role for column in columns if column.role}
    if len(roles) < 2 or not roles & _CLASSES.keys() - {"place", "site"}:
        return []
    if {"project", "investee"} <= roles and not roles & {"investor", "round", "fund"}:
        # 企业名称 beside 项目名称: whose project it is
        columns = [replace(c, role="applicant") if c.role == "investee" else c for c in columns]
        roles.add("applicant")
    others = {"investee", "fund", "applicant"}
    if "project" in roles and not roles & others and roles & {"round", "investor"}:
        # what raises money in rounds is a firm, although investors call it a project
        columns = [replace(c, role="investee") if c.role == "project" else c for c in columns]
    elif {"project", "park"} <= roles:  # the park is where the project is to be
        columns = [replace(c, role="place") if c.role == "park" else c for c in columns]
    return columns


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _cells(article: Article, start: int, end: int, tabbed: bool) -> list[tuple[int, int]]:
    """The cells of a line: between tabs of the raw text, between bars, or between wide gaps.

    Parameters
    ----------
    tabbed : there are tabs in the raw text.
    """
    text = article.text
    tabbed = tabbed and article.raw.find("\t", *article.bounds(start, end)) >= 0
    if not tabbed and text.find("|", start, end) < 0:
        return _aligned(text, start, end)
    cuts = [
        i
        for i in range(start, end)
        if text[i] == "|" or (text[i] == " " and article.raw[article.copy.position(i)] == "\t")
    ]
    edges = [start - 1, *cuts, end]
    spans = []
    for a, b in pairwise(edges):
        left, right = a + 1, b
        while left < right and text[left] == " ":
            left += 1
        while right > left and text[right - 1] == " ":
            right -= 1
        spans.append((left, right))
    return spans


_CELL = regex(r"\S+(?: \S+)*")
_WORD = regex(r"\S+")
_COUNTED = regex(r"(?:序号|编号|排名|名次|\d{1,3}) \S+ \S")


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line that begins with its number, which one space keeps apart."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _aligned(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line that two spaces or more keep apart, none for fewer than three."""
    if text.find("  ", start, end) < 0:
        return []
    spans = [match.span() for match in _CELL.finditer(text, start, end)]
    return spans if len(spans) > 2 else []


@lru_cache(maxsize=4096)
def column_of(head: str) -> Column:
    """What a column or a labelled line holds, by its head.

    >>> column_of("金额(万元)")
    Column(role='amount', unit='万元', founded=False)
    """
    unit = _UNIT.search(head)
    name = re.sub(r"\s|[(*].*$", "", head)
    if len(name) > 10:
        return Column(None)
    role = next((role for role, names in _COLUMNS if re.search(names, name)), None)
    founded = (
        role == "date"
        and re.search("成立|设立|创立|创办|注册|开园|挂牌|开工|动工|投产", name) is not None
    )
    return Column(role, unit[1] if unit and role == "amount" else "", founded)


def _row(
    text: str, start: int, end: int, spans: list[tuple[int, int]], header: list[Column]
) -> Row:
    roles = [column.role for column in header]
    shift = _shift(text, spans, roles)
    cells: list[Cell] = []
    for index, column in enumerate(header):
        role = column.role
        at = index + shift if "date" in roles and index <= roles.index("date") and index else index
        if role is None or not 0 <= at < len(spans):
            continue
        cells += value_cells(text, *spans[at], column)
    return Row(start, end, tuple(cells))


def value_cells(text: str, a: int, b: int, column: Column) -> list[Cell]:
    """What a cell or a labelled line holds: its names, its place, its date or its sum."""
    role, value = column.role, text[a:b]
    if role is None or a == b or _EMPTY.fullmatch(value):
        return []
    if role in ("place", "site"):
        park = "Place" if _ADDRESS.search(value) else class_of_name(value, "Place")
        return [Cell(a, b, role, park, value)]
    if role in _CLASSES:
        return list(_names(text, a, b, role))
    if role == "date" and column.founded:
        return [Cell(a, b, "founded", "", value)]
    number = column.unit and re.fullmatch(r"[\d.,]+", value)
    return [Cell(a, b, role, "", value + (column.unit if number else ""))]


def _shift(text: str, spans: list[tuple[int, int]], roles: list[str | None]) -> int:
    """By how many columns a broken row is moved, judged by where its date stands."""
    if "date" not in roles:
        return 0
    dated = [i for i, (a, b) in enumerate(spans) if _DATED.fullmatch(text, a, b)]
    return dated[0] - roles.index("date") if dated else 0


_DATED = regex(r"\d{4}[-./年]\d{1,2}.*")
_LATIN = regex(r"[A-Za-z][A-Za-z.& ]+[A-Za-z]")


def _names(text: str, start: int, end: int, role: str) -> Iterator[Cell]:
    separators = (
        r"[、,;/ ]+" if role in ("investor", "issuer", "manager", "maker", "founder") else r"[、;]"
    )
    position = start
    parts: list[tuple[int, int]] = []
    for match in re.finditer(separators, text[start:end]):
        parts.append((position, start + match.start()))
        position = start + match.end()
    parts.append((position, end))
    joined: list[tuple[int, int]] = []
    for a, b in parts:  # a name in Latin letters keeps its spaces
        if joined and _LATIN.fullmatch(text[joined[-1][0] : b]):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    for a, b in joined:
        name = without_aside(text[a:b].strip("《》“” 等。;"))
        if len(name) < 2 or _EMPTY.fullmatch(name):
            continue
        at = text.index(name, a)
        class_name = class_of_name(name, _CLASSES[role])
        yield Cell(at, at + len(name), role, class_name, tidy(name) if role == "policy" else name)


def class_of_name(name: str, default: str) -> str:
    """The class that the end of a name shows, else the one that its column has."""
    if default in ("Policy", "Agency", "Person"):
        return default
    if default == "Fund" and name.endswith("(有限合伙)"):
        return default
    if default == "IndustrialPark":
        return "Company" if name.endswith("公司") else default
    if default == "Company" and name.endswith(_CENTRES):
        return "Institute"
    if default == "Company" and name.endswith(("项目", "工程", "生产线")):
        return "Project"
    if default == "Company" and "投资合伙企业" in name:
        return "Fund"
    words = lexicon()
    for size in range(min(8, len(name)), 1, -1):
        tail = name[-size:]
        if (
            default != "Place"
            and len(name) > size
            and (tail in words.roles or name in words.national)
        ):
            return "Agency"
        if (found := words.heads.get(tail)) and found in _BY_HEAD[default == "Place"]:
            return str(found)
    return default


_CENTRES = ("服务中心", "促进中心", "发展中心", "推广中心", "研究中心")
# classes that the head of a name in a cell may show, of things and of where they are
_BY_HEAD = (("Fund", "Institute", "Association", "Company"), ("IndustrialPark",))


def table_mentions(rows: list[Row]) -> list[Mention]:
    """The names in the cells as mentions; places have their own finder."""
    return [
        Mention(c.start, c.end, c.class_name, c.name, "table", 500, 0.8)
        for row in rows
        for c in row.cells
        if c.class_name and c.class_name != "Place"
    ]
