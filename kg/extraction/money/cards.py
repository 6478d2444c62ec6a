"""Profiles written as labels and values: 基金名称:甲 / 管理人:乙 / 规模:10亿元, a line each."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.article import Article
from kg.extraction.money.tables import (
    Cell,
    Column,
    Row,
    class_of_name,
    column_of,
    lines,
    value_cells,
    without_aside,
)
from kg.extraction.naming.works import class_of_head
from kg.patterns import regex

_FIELD = regex(r"[【\[·•●◆\-*\s]*(?P<label>[\u4e00-\u9fffA-Z()]{2,12})[】\]]?:\s*(?P<value>\S.*)")
_HEADING = regex(
    r"(?:[一二三四五六七八九十\d]+[、.)]|[(][一二三四五六七八九十\d]+[)]|[#【★●■\s])*"
    r"(?P<name>[^\s,。;:!?、()【】]{3,30}(?:\((?:有限合伙|[\u4e00-\u9fff]{2,4})\)[^\s,。;:()]{0,12})?)"
    r"(?:\([^()]{1,24}\))?】?:?\s*"
)
_NAME_LABEL = regex(r"(?:名称|全称)$|^(?:基金|公司|企业|机构|园区|项目)$")
_LONGEST = 200  # characters of a value; a longer one is a paragraph
_LONGEST_NAME = 40  # of what a heading may leave over: 持股7.35% leaves nothing
_EVENTS = (
    "大会", "峰会", "论坛", "博览会", "大赛", "年会", "研讨会", "展览会", "洽谈会", "培训班",
    "研修班",
)  # fmt: skip
_WORKS = ("项目", "工程", "工厂", "生产线", "产线", "电站", "基地")
_OF_FUNDS = frozenset(("manager", "fund"))


def find_cards(article: Article) -> list[Row]:
    """Find profiles of at least two labelled lines below a name, a row each line.

    Parameters
    ----------
    article : whose lines are read.
    """
    rows: list[Row] = []
    text = article.text
    if ":" not in text:
        return rows
    name: re.Match[str] | None = None
    fields: list[tuple[re.Match[str], Column]] = []
    for start, end in [*lines(text), (len(text), len(text))]:
        field = _FIELD.fullmatch(text, start, end) if end - start < _LONGEST else None
        if field is not None:
            fields.append((field, column_of(field["label"])))
            continue
        if len(fields) > 1:
            rows += _card(name, fields)
        if start < end or len(fields) > 1:
            name = _HEADING.fullmatch(text, start, end) if start < end else None
        fields = []
    return rows


def _card(heading: re.Match[str] | None, fields: list[tuple[re.Match[str], Column]]) -> list[Row]:
    """The rows of one profile: the labelled values, each with the thing that they are about."""
    roles = {column.role for _, column in fields if column.role}
    named = next((f for f, _ in fields[:2] if _NAME_LABEL.search(f["label"])), None)
    owner = named or heading
    if owner is None or len(roles) < 2:
        return []
    group = "value" if named else "name"
    name = without_aside(owner[group])
    name = name.split("(")[0] if name.endswith(("公司)", "基金)")) else name
    default = "Fund" if roles & _OF_FUNDS else "Event" if name.endswith(_EVENTS) else "Company"
    works = named is not None and column_of(named["label"]).role == "project"
    works = works or name.endswith(_WORKS)
    class_name = "Project" if works else class_of_name(name, default)
    if class_name == default == "Company":
        class_name = class_of_head(name) or default  # 12.甲能源50万吨/年煤制烯烃项目
    if class_name not in _SUBJECT_ROLE or not 1 < len(name) <= _LONGEST_NAME:
        return []
    begin = owner.start(group)
    subject = Cell(begin, begin + len(name), _SUBJECT_ROLE[class_name], class_name, name)
    found = []
    for field, column in fields:
        if field is named:
            found.append(Row(*field.span(), (subject,)))
            continue
        about = subject
        if column.role == "investee" and class_name in ("Fund", "Company"):
            about = replace(subject, role="investor")
        elif column.role is None or column.role in _SUBJECT_ROLE.values():
            continue
        cells = value_cells(field.string, *field.span("value"), column)
        found.append(Row(*field.span(), (about, *cells)))
    return found


_SUBJECT_ROLE = {
    "Fund": "fund",
    "Company": "investee",
    "IndustrialPark": "park",
    "Project": "project",
    "Event": "event",
}
