"""Pictures drawn by the server as plain SVG: surroundings of a thing, bars, a time line.

They need no script, and everything in them is text that can be read and links that can be
followed by keyboard.
"""

from __future__ import annotations

import math
from html import escape
from typing import Any

from kg.view import STYLES

# more would not be readable; the network page shows all
_NEIGHBOURS = 16
_BARS = 60
_POINTS = 200


def surroundings(label: str, neighbours: list[dict[str, Any]]) -> str:
    """Draw a thing with its neighbours around it.

    Parameters
    ----------
    label : of the thing.
    neighbours : text, href, class and the relation (``by``) of each.
    """
    if not neighbours:
        return ""
    shown = neighbours[:_NEIGHBOURS]
    height = max(280, 24 * len(shown))
    middle_x, middle_y = 330, height / 2
    parts = []
    for number, other in enumerate(shown):
        angle = 2 * math.pi * (number + 0.5) / len(shown) - math.pi / 2
        x = middle_x + 150 * math.cos(angle)
        y = middle_y + (height / 2 - 24) * math.sin(angle)
        right = x >= middle_x
        anchor, shift = ("start", 10) if right else ("end", -10)
        colour = STYLES.get(other["class"], STYLES["Other"])[2]
        text = _cut(other["text"], 13)
        parts.append(
            f'<line x1="{middle_x}" y1="{middle_y:.0f}" x2="{x:.0f}" y2="{y:.0f}"/>'
            f'<a href="{escape(other["href"])}"><title>{escape(other["by"])} · '
            f"{escape(other['text'])}</title>"
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="6" fill="{colour}"/>'
            f'<text x="{x + shift:.0f}" y="{y + 4:.0f}" text-anchor="{anchor}">'
            f"{escape(text)}</text></a>"
        )
    return (
        f'<svg class="around" viewBox="0 0 660 {height:.0f}" role="group" '
        f'aria-label="{escape(label)}">{"".join(parts)}'
        f'<circle class="it" cx="{middle_x}" cy="{middle_y:.0f}" r="9"/></svg>'
    )


def bars(rows: list[tuple[str, str | None, float]], label: str) -> str:
    """Draw numbers as horizontal bars.

    Parameters
    ----------
    rows : text, address or None, and number of each bar.
    label : what the numbers are.
    """
    shown = rows[:_BARS]
    most = max((abs(number) for _, _, number in shown), default=0) or 1
    parts = []
    for number, (text, href, value) in enumerate(shown):
        y = 26 * number
        width = 380 * abs(value) / most
        name = f'<text x="212" y="{y + 17}" text-anchor="end">{escape(_cut(text, 15))}</text>'
        if href:
            name = f'<a href="{escape(href)}">{name}</a>'
        parts.append(
            f"<g><title>{escape(text)}: {value:g}</title>{name}"
            f'<rect x="220" y="{y + 4}" width="{width:.1f}" height="18" rx="2"/>'
            f'<text x="{226 + width:.1f}" y="{y + 17}">{value:g}</text></g>'
        )
    height = 26 * len(shown) + 4
    return (
        f'<svg class="bars" viewBox="0 0 660 {height}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )


def timeline(points: list[tuple[str, str, str | None]], label: str) -> str:
    """Draw dated things under one another, each at its place in time.

    Parameters
    ----------
    points : date as precise as it is known, text, and address or None.
    label : what the picture shows.
    """
    dated = sorted((point for point in points if _year(point[0]) is not None), key=lambda p: p[0])
    if not dated:
        return ""
    shown = dated[:_POINTS]
    first = math.floor(min(_year(date) or 0 for date, _, _ in shown))
    last = math.floor(max(_year(date) or 0 for date, _, _ in shown)) + 1
    scale = 285 / (last - first)
    parts = []
    step = max(1, math.ceil((last - first) / 6))
    height = 24 * len(shown) + 30
    for year in range(first, last + 1, step):
        x = 24 + (year - first) * scale
        parts.append(
            f'<line x1="{x:.0f}" y1="20" x2="{x:.0f}" y2="{height}"/>'
            f'<text class="year" x="{x:.0f}" y="14" text-anchor="middle">{year}</text>'
        )
    for number, (date, text, href) in enumerate(shown):
        y = 24 * number + 30
        start = 24 + ((_year(date) or 0) - first) * scale
        width = {4: scale, 7: scale / 12}.get(len(date), 0)
        mark = f'<rect x="{start:.1f}" y="{y + 2}" width="{max(width, 6):.1f}" height="10" rx="5"/>'
        name = f'<text x="336" y="{y + 12}">{escape(date)} {escape(_cut(text, 16))}</text>'
        if href:
            name = f'<a href="{escape(href)}">{name}</a>'
        parts.append(f"<g><title>{escape(date)} {escape(text)}</title>{mark}{name}</g>")
    return (
        f'<svg class="timeline" viewBox="0 0 660 {height}" role="group" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _year(date: str) -> float | None:
    """The beginning of a date as a year with fraction.

    >>> _year("2017-07")
    2017.5
    """
    parts = date.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 366


def _cut(text: str, most: int) -> str:
    """Shorten a text to so many Chinese characters; others count half."""
    size = 0.0
    for number, char in enumerate(text):
        size += 0.55 if ord(char) < 0x2E80 else 1
        if size > most:
            return text[:number] + "…"
    return text
