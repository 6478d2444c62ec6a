"""Values in text: dates with their precision, amounts with their bounds, document numbers.

All positions are those of the normalised text that `kg.article` makes.
"""

from __future__ import annotations

from kg.values.amounts import HOMES, AmountMention, find_amounts, home_currency
from kg.values.dates import DateMention, find_dates
from kg.values.numerals import DocumentNumber, find_document_numbers, number
from kg.values.timeline import read_dates

__all__ = [
    "HOMES",
    "AmountMention",
    "DateMention",
    "DocumentNumber",
    "find_amounts",
    "find_dates",
    "find_document_numbers",
    "home_currency",
    "number",
    "read_dates",
]
