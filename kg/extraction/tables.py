"""Tables with tabs or bars: the header tells what each column holds, each row is one event."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.article import Article
from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import lexicon
from kg.extraction.reading import Mention
from kg.extraction.titles import tidy
from kg.model import Text, Value
from kg.values import find_amounts, find_dates

# what a column is called -> the role of its cells; the first that matches
_COLUMNS = (
    ("investor", r"投资方|投资机构|投资者|投资人|出资方|收购方|资助方|投资主体"),
    ("manager", r"管理人|管理机构|管理公司|管理方|运营方|运营机构|运营主体"),
    (
        "issuer",
        r"发布部门|发布单位|发布机构|发文机关|发文单位|颁布部门|颁布单位|发文部门|印发单位|制定机关|发布主体",
    ),
    ("number", r"文号|发文字号"),
    ("policy", r"政策名称|文件名称|政策文件|政策|文件|法规名称"),
    ("fund", r"基金名称|基金|专项资金|资金名称"),
    ("park", r"园区名称|园区|基地名称|基地|载体名称"),
    ("date", r"时间|日期|年份|年月"),
    ("round", r"轮次|类型|阶段|方式"),
    ("amount", r"金额|融资额|规模|总投资|资金|补贴|额度|投资额"),
    ("place", r"地区|所在地|地点|区域|城市|省市|省份|注册地|属地|所属地|总部"),
    ("investee", r"融资方|被投|受资|标的|企业|公司|单位名称|名称|受让方|项目方"),
    ("project", r"项目名称|项目"),
)
_CLASSES = {
    "investor": "Company",
    "investee": "Company",
    "manager": "Company",
    "issuer": "Agency",
    "policy": "Policy",
    "fund": "Fund",
    "park": "IndustrialPark",
    "project": "Project",
}
_EMPTY = re.compile(r"(?:未披露|未透露|不详|无|—+|-+|/|N/?A|暂无|未知|其他|数[百千]?万.*)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A name in a table: where it stands, its role, its class."""

    start: int
    end: int
    role: str
    class_name: str
    name: str


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
    header: list[str | None] = []
    for start, end in _lines(article.text):
        cells = _cells(article, start, end)
        if len(cells) < 3:
            header = []
            continue
        roles = [_role(article.text[a:b]) for a, b in cells]
        if not header and sum(role is not None for role in roles) >= 2:
            header = roles
            continue
        if header:
            rows.append(_row(article.text, start, end, cells, header))
    return rows


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _cells(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line: between tabs of the raw text, or between bars."""
    text = article.text
    if text.find("|", start, end) < 0 and article.raw.find("\t", *article.bounds(start, end)) < 0:
        return []
    cuts = [
        i
        for i in range(start, end)
        if text[i] == "|" or (text[i] == " " and article.raw[article.copy.position(i)] == "\t")
    ]
    edges = [start - 1, *cuts, end]
    spans = []
    for a, b in itertools.pairwise(edges):
        left, right = a + 1, b
        while left < right and text[left] == " ":
            left += 1
        while right > left and text[right - 1] == " ":
            right -= 1
        spans.append((left, right))
    return spans


def _role(head: str) -> str | None:
    if len(head) > 8:
        return None
    return next((role for role, names in _COLUMNS if re.search(names, head)), None)


def _row(
    text: str, start: int, end: int, spans: list[tuple[int, int]], header: list[str | None]
) -> Row:
    shift = _shift(text, spans, header)
    cells: list[Cell] = []
    for index, role in enumerate(header):
        at = (
            index + shift if "date" in header and index <= header.index("date") and index else index
        )
        if role is None or not 0 <= at < len(spans):
            continue
        a, b = spans[at]
        if a == b or _EMPTY.fullmatch(text[a:b]):
            continue
        if role in _CLASSES:
            cells += _names(text, a, b, role)
        else:
            cells.append(Cell(a, b, role, "", text[a:b]))
    return Row(start, end, tuple(cells))


def _shift(text: str, spans: list[tuple[int, int]], header: list[str | None]) -> int:
    """By how many columns a broken row is moved, judged by where its date stands."""
    if "date" not in header:
        return 0
    dated = [
        i for i, (a, b) in enumerate(spans) if re.fullmatch(r"\d{4}[-./年]\d{1,2}.*", text[a:b])
    ]
    return dated[0] - header.index("date") if dated else 0


def _names(text: str, start: int, end: int, role: str) -> Iterator[Cell]:
    separators = r"[、,;/ ]+" if role in ("investor", "issuer", "manager") else r"[、;]"
    position = start
    latin = re.compile(r"[A-Za-z][A-Za-z.& ]+[A-Za-z]")
    parts: list[tuple[int, int]] = []
    for match in re.finditer(separators, text[start:end]):
        parts.append((position, start + match.start()))
        position = start + match.end()
    parts.append((position, end))
    joined: list[tuple[int, int]] = []
    for a, b in parts:  # a name in Latin letters keeps its spaces
        if joined and latin.fullmatch(text[joined[-1][0] : b]):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    for a, b in joined:
        name = text[a:b].strip("《》“” 等")
        if len(name) < 2 or _EMPTY.fullmatch(name):
            continue
        at = text.index(name, a)
        class_name = _class_of(name, _CLASSES[role])
        yield Cell(at, at + len(name), role, class_name, tidy(name) if role == "policy" else name)


def _class_of(name: str, default: str) -> str:
    if default in ("Policy", "Agency"):
        return default
    heads = lexicon().heads
    for size in range(min(8, len(name)), 1, -1):
        if (found := heads.get(name[-size:])) in ("Fund", "Institute", "Association", "Company"):
            return str(found)
    return default


def table_mentions(rows: list[Row]) -> list[Mention]:
    """The names in the cells as mentions."""
    return [
        Mention(c.start, c.end, c.class_name, c.name, "table", 500, 0.8)
        for row in rows
        for c in row.cells
        if c.class_name
    ]


def add_rows(facts: Facts, rows: list[Row]) -> None:
    """Say what each row states: who funds whom, who issued what, what is where."""
    for row in rows:
        by_role: dict[str, list[Cell]] = {}
        for cell in row.cells:
            by_role.setdefault(cell.role, []).append(cell)
        qualifiers = _qualifiers(by_role)
        span = [(row.start, row.end)]
        pairs: tuple[tuple[str, str, tuple[str, ...], dict[str, Value | None]], ...] = (
            ("investor", "funds", ("investee", "project"), qualifiers),
            ("policy", "issuedBy", ("issuer",), {}),
            ("fund", "managedBy", ("manager",), {}),
            ("park", "managedBy", ("manager",), {}),
        )
        for left, predicate, rights, extra in pairs:
            for subject in by_role.get(left, ()):
                for right in rights:
                    for value in by_role.get(right, ()):
                        facts.add(
                            _node(subject),
                            predicate,
                            _node(value),
                            span,
                            confidence=0.8,
                            qualifiers=extra,
                        )
        date = qualifiers.get("date")
        for policy in by_role.get("policy", ()):
            if date is not None:
                facts.add(_node(policy), "issuedDate", date, span, confidence=0.8)
        for fund in by_role.get("fund", ()):
            if (amount := qualifiers.get("amount")) is not None:
                facts.add(_node(fund), "amount", amount, span, confidence=0.7)


def _qualifiers(by_role: dict[str, list[Cell]]) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {}
    for cell in by_role.get("date", ())[:1]:
        found["date"] = next((d.value for d in find_dates(cell.name) if d.value), None)
    for cell in by_role.get("amount", ())[:1]:
        found["amount"] = next((a.amount for a in find_amounts(cell.name) if a.amount), None)
    for cell in by_role.get("round", ())[:1]:
        found["stage"] = Text(cell.name)
    return found


def _node(cell: Cell) -> Node:
    return Node(cell.class_name, cell.name)
