"""Who issues a document, as its title tells, and where its text speaks of them: 我部, 我委."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extraction.naming.titles import Title
from kg.extraction.reading import Mention
from kg.patterns import regex

_ABOUT = regex(
    r"\s*(?:等[\u4e00-\u9fff\d]{0,6})?(?:办公厅|办公室)?(?:关于|印发|转发|批转|对|公告(?=\d))"
)


def title_issuers(text: str, title: Title, agencies: Sequence[Mention]) -> list[Mention]:
    """The agencies that a title begins with: 甲部办公厅 乙部办公厅关于….

    Parameters
    ----------
    agencies : of the text, in order, the longest of each start first.
    """
    issuers: list[Mention] = []
    index = bisect_left(agencies, title.inner_start, key=lambda agency: agency.start)
    position = title.inner_start
    while index < len(agencies) and agencies[index].end < title.inner_end:
        agency = agencies[index]
        if agency.start > position + 1:
            break
        if agency.start >= position:
            issuers.append(agency)
            position = agency.end
        index += 1
    return issuers if _ABOUT.match(text, position) else []


_SELF = regex("我(?P<kind>[部委局厅会行署])(?![员长门属件分队们局署]|领导|内|机关)")
_KINDS = {"委": "委员会", "行": "银行"}
_OFFICE = regex("(?:办公厅|办公室|综合司)$")


_SIGNED = regex(r"\s*\n\s*(?:[12]\d{3}|[一二][〇○零O0Ο一二三四五六七八九]{3}) ?年")


def _undersigned(text: str, agencies: Sequence[Mention]) -> list[Mention]:
    """The last agency that stands on a line of its own above a date."""
    for agency in reversed(agencies):
        line = text.rfind("\n", 0, agency.start) + 1
        if not text[line : agency.start].strip() and _SIGNED.match(text, agency.end):
            return [agency]
    return []


def find_self(text: str, titles: Sequence[Title], agencies: Sequence[Mention]) -> list[Mention]:
    """Find where a document speaks of its issuer: 我部将会同有关部门….

    Parameters
    ----------
    titles : of the text.
    agencies : all of the text, in order, the longest of each start first.
    """
    own = next((title for title in titles if title.own), None)
    signing = title_issuers(text, own, agencies) if own else []
    issuers = [_OFFICE.sub("", m.name) for m in signing or _undersigned(text, agencies)]
    found = []
    for match in _SELF.finditer(text, own.end if own else 0) if issuers else ():
        kind = _KINDS.get(match["kind"], match["kind"])
        name = next((name for name in issuers if name.endswith(kind)), None)
        if name:
            found.append(Mention(*match.span(), "Agency", name, "self", 3, 0.85))
    return found
