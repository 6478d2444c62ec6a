"""What the rows of a table state: who funds whom, who issued what, what lies where."""

from __future__ import annotations

from itertools import product

from kg.extraction.facts import Facts, Node
from kg.extraction.money.tables import Cell, Row
from kg.extraction.naming.places import Places
from kg.model import PartialDate, Text, Value
from kg.patterns import regex
from kg.values import find_amounts, find_dates

_SUBJECTS = (
    "applicant",
    "fund",
    "park",
    "institute",
    "investee",
    "project",
    "event",
)  # what the date and the place of a row are of
_IN_PARKS = ("park", "investee")
_PLAIN_DATE = regex(r"((?:19|20)\d\d)(?:[-./](\d{1,2}))?")


def add_rows(
    facts: Facts, rows: list[Row], places: Places, payer: tuple[Node, str] | None, home: str
) -> set[str]:
    """Say what each row states: who funds whom, who issued what, what is where.

    Parameters
    ----------
    payer : of whom a notice says that money is granted, and the status of that.
    home : the currency that 元 alone means.

    Returns
    -------
    The full names of the places that became part of a fact.
    """
    used: set[str] = set()
    for row in rows:
        by_role: dict[str, list[Cell]] = {}
        for cell in row.cells:
            by_role.setdefault(cell.role, []).append(cell)
        qualifiers = _qualifiers(by_role, home)
        span = [(row.start, row.end)]
        raised = {} if "investee" not in by_role and "fund" in by_role else qualifiers
        for left, predicate, right in _pairs(by_role):
            extra = raised if predicate == "funds" else {}
            for subject, value in product(by_role.get(left, ()), by_role.get(right, ())):
                facts.add(
                    _node(subject),
                    predicate,
                    _node(value),
                    span,
                    confidence=0.8,
                    qualifiers=extra,
                )
        paid = by_role.get("applicant", ())
        if payer:
            fund, status = payer
            for cell in paid:
                said = fund, "funds", _node(cell)
                facts.add(*said, span, confidence=0.75, status=status, qualifiers=qualifiers)
        date = qualifiers.get("date")
        for policy in by_role.get("policy", ()):
            if date is not None:
                facts.add(_node(policy), "issuedDate", date, span, confidence=0.8)
        if (
            (amount := qualifiers.get("amount")) is not None
            and ("investee" not in by_role or "fund" not in by_role)
            and not (payer and paid)
        ):
            for cell in (*by_role.get("fund", ()), *by_role.get("project", ())):
                facts.add(_node(cell), "amount", amount, span, confidence=0.7)
        used |= _describe(facts, row, by_role, places)
    return used


def _pairs(by_role: dict[str, list[Cell]]) -> list[tuple[str, str, str]]:
    """Which two columns state a fact together: subject, property, object."""
    pairs = [("policy", "issuedBy", "issuer"), ("fund", "managedBy", "manager")]
    pairs.append(("park", "managedBy", "manager"))
    pairs.append(("institute", "establishedBy", "host"))
    pairs.append(("founder", "founderOf", "investee"))
    pairs += [("applicant", "develops", "project"), ("maker", "develops", "project")]
    pairs += [(role, "establishedBy", "maker") for role in _SUBJECTS if role != "project"]
    if "investor" in by_role:
        paid = (
            "investee" if "investee" in by_role else "project" if "project" in by_role else "fund"
        )
        pairs.append(("investor", "funds", paid))
    elif "fund" in by_role:
        pairs.append(("fund", "funds", "investee"))
    return pairs


def _describe(facts: Facts, row: Row, by_role: dict[str, list[Cell]], places: Places) -> set[str]:
    """Say where the subject of a row is and since when."""
    used: set[str] = set()
    subjects = [by_role[role][0] for role in _SUBJECTS if role in by_role]
    if not subjects:
        return used
    subject = subjects[0]
    if subject.role == "park":  # of the firm in front, which a list places in its park
        subject = min((c for c in subjects if c.role in _IN_PARKS), key=lambda cell: cell.start)
    span = [(row.start, row.end)]
    held = "date" if subject.class_name == "Event" else "founded"
    for cell in by_role.get(held, ()):
        date = next((d.value for d in find_dates(cell.name) if d.value), None)
        if date is None and (parts := _PLAIN_DATE.fullmatch(cell.name)):
            date = PartialDate("-".join(part.zfill(2) for part in parts.groups() if part))
        if date is not None:
            facts.add(_node(subject), "establishedDate", date, span, confidence=0.8)
    subjects = [subject, *by_role.get("host", ())]
    placed = [(cell, subjects) for cell in by_role.get("place", ())]
    works = by_role.get("project") or subjects
    placed += [(cell, works) for cell in by_role.get("site", ())]
    for cell, things in placed:
        where = _node(cell)
        if cell.class_name == "Place":
            hits = places.within(cell.start, cell.end)
            if not hits:
                continue
            where = Node("IndustrialPark" if hits[-1].zone else "Place", hits[-1].full)
            used.add(hits[-1].full)
        for one in things:
            lies = "hostedAt" if one.class_name == "Event" else "locatedIn"
            facts.add(_node(one), lies, where, span, confidence=0.8)
    return used


def _qualifiers(by_role: dict[str, list[Cell]], home: str) -> dict[str, Value | None]:
    found: dict[str, Value | None] = {}
    for cell in by_role.get("date", ())[:1]:
        found["date"] = next((d.value for d in find_dates(cell.name) if d.value), None)
    for cell in by_role.get("amount", ())[:1]:
        found["amount"] = next((a.amount for a in find_amounts(cell.name, home) if a.amount), None)
    for cell in by_role.get("round", ())[:1]:
        found["stage"] = Text(cell.name)
    return found


def _node(cell: Cell) -> Node:
    return Node(cell.class_name, cell.name)
