"""The values that flow through the system: spans, dates, amounts, entities, claims.

All are frozen, hashable and picklable, and know nothing of files, RDF libraries or stores.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal

from kg.errors import TermError
from kg.vocabulary import CLASSES, compact, local_name, mint


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in the raw text of a source."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precisely as it was stated: a year, a month or a day.

    Parameters
    ----------
    value : ``2017``, ``2017-06`` or ``2017-06-30`` (xsd:gYear, xsd:gYearMonth, xsd:date).

    Raises
    ------
    TermError : the text is none of the three, or names no day of the calendar.

    >>> PartialDate("2017-02").latest
    '2017-02-28'
    """

    value: str

    def __post_init__(self) -> None:
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", self.value)
        year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
            raise TermError(f"not a date, month or year: {self.value!r}")

    @property
    def datatype(self) -> str:
        """The XML Schema type of this precision: gYear, gYearMonth or date."""
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.value)]

    @property
    def earliest(self) -> str:
        """The first day that the date may mean, as xsd:date text."""
        return (self.value + "-01-01")[:10]

    @property
    def latest(self) -> str:
        """The last day that the date may mean, as xsd:date text."""
        if self.datatype == "date":
            return self.value
        year, month = int(self.value[:4]), int(self.value[5:] or 12)
        return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"

    def contains(self, other: PartialDate) -> bool:
        """Tell whether the other date is the same or a more precise statement of this one."""
        return other.value.startswith(self.value)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: exact (`value`), a floor (`minimum`), a cap (`maximum`), or a range.

    Parameters
    ----------
    value, minimum, maximum : whole units of the currency (yuan, not 万元).
    currency : ISO 4217 code.

    Raises
    ------
    TermError : no figure at all, one that is no sum of money, or a cap below its floor.

    >>> Amount(maximum=Decimal("5000000")).name
    'CNY最多5000000'
    """

    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if self.value is None and self.minimum is None and self.maximum is None:
            raise TermError("an amount needs a value, a floor or a cap")
        for figure in (self.value, self.minimum, self.maximum):
            if figure is not None and not (figure.is_finite() and figure >= 0):
                raise TermError(f"not a sum of money: {figure}")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise TermError(f"cap {self.maximum} is below floor {self.minimum}")

    @property
    def name(self) -> str:
        """The values spelled out: what the IRI of the amount is made of."""
        figures = (("", self.value), ("最少", self.minimum), ("最多", self.maximum))
        return self.currency + "".join(
            word + plain_number(figure) for word, figure in figures if figure is not None
        )

    @property
    def iri(self) -> str:
        """The IRI that equal amounts share; a decimal point becomes 点."""
        return mint("MonetaryAmount", self.name.replace(".", "点"))


def plain_number(number: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros.

    >>> plain_number(Decimal("2.670E7")), plain_number(Decimal("0.50"))
    ('26700000', '0.5')
    """
    text = format(abs(number) if number == 0 else number, "f")  # no minus zero
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A literal in a natural language (BCP 47 tag) or, without one, a plain string."""

    value: str
    language: str = "zh-Hans"


# the object of a claim: an IRI, or a value
Value = str | PartialDate | Amount | Text | Decimal


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world: its class, its canonical name and its other names.

    Parameters
    ----------
    class_name : one of `kg.vocabulary.ENTITY_CLASSES`.
    name : canonical simplified-Chinese name, punctuation as usual.
    english : English label, if there is one.
    aliases : other correct names and abbreviations.
    hidden : garbled or noisy forms met in sources.
    code : GB/T 2260 code of a place, else None.
    """

    class_name: str
    name: str
    english: str | None = None
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    code: str | None = None

    def __post_init__(self) -> None:
        if self.class_name not in CLASSES:
            raise TermError(f"unknown class {self.class_name!r}")

    @property
    def iri(self) -> str:
        """The IRI of the entity."""
        return mint(self.class_name, self.name)


# qualifiers of a claim, in the order in which a reader is told them
QUALIFIERS = (
    "date",
    "amount",
    "rate",
    "per",
    "period",
    "condition",
    "post",
    "role",
    "stage",
    "number",
    "unit",
    "year",
    "asOf",
    "attributedTo",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source states, and where: the atom of the graph.

    Parameters
    ----------
    source : id of the source document, the local name of its IRI.
    subject : IRI.
    predicate : local name of an ontology property.
    object : IRI, date, amount, text or number.
    evidence : spans of the raw text that state it, at least one.
    status : ``done``, ``planned``, ``encouraged`` or ``denied``; only done gives a plain triple.
    confidence : probability that the source says so, 0 to 1.
    qualifiers : name of a qualifier property (one of `QUALIFIERS`) and its value, sorted by name.
    reviewed : a second reader has confirmed it.
    rank : ``preferred``, ``normal`` or ``deprecated``.
    note : what a curator has to say, such as the correction of an error in the source, or that a
        year is surmised.

    Raises
    ------
    TermError : an unknown qualifier, or one whose value is no value of the model.
    """

    source: str
    subject: str
    predicate: str
    object: Value
    evidence: tuple[Span, ...]
    status: str = "done"
    confidence: Decimal = Decimal(1)
    qualifiers: tuple[tuple[str, Value], ...] = ()
    reviewed: bool = False
    rank: str = "normal"
    note: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for name, value in self.qualifiers:
            if name not in QUALIFIERS or (isinstance(value, str) and ":" not in value):
                raise TermError(f"not a qualifier of a claim: {name} {value!r}")

    @property
    def iri(self) -> str:
        """The IRI of the claim: its source and a hash of what it says.

        Evidence, confidence, review and rank may change without changing the IRI.
        """
        said = (self.subject, self.predicate, self.object, self.status)
        parts = [*map(_spelled, said), *sorted(map(_spelled, self.qualifiers))]
        digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
        return f"{mint('Claim', self.source)}-{digest[:10]}"


def _spelled(part: object) -> str:
    if isinstance(part, tuple):
        return "\x1e".join(map(_spelled, part))
    if isinstance(part, Text):
        return f"{part.value}@{part.language}"
    if isinstance(part, PartialDate):
        return part.value
    if isinstance(part, Amount):
        return part.iri
    if isinstance(part, Decimal):
        return plain_number(part)
    return str(part)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision whether two names or things are one.

    Parameters
    ----------
    left, right : an IRI, or a name as a source has it; their order means nothing.
    decision : ``same``, ``different`` or ``unsure``.
    because : the reason, in Chinese.
    decided_by : a person, or the rule that decided.
    sources : ids of the documents whose words it rests on.
    """

    left: str
    right: str
    decision: str
    because: str
    decided_by: str
    sources: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The IRI of the judgement, the same for both orders of the two."""
        one, two = sorted((compact(self.left), compact(self.right)))
        return f"{mint('Judgement', one)}-{local_name(two)}"
