"""Places: the table, where texts name them, which they mean. All sentences are our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import (
    LEVELS,
    PlaceContext,
    PlaceMention,
    ancestors,
    by_code,
    by_name,
    canonical_name,
    find_places,
    resolve_place,
    resolve_places,
    successor,
    within,
)
from kg.gazetteer.table import table
from kg.vocabulary import local_name

DATA = Path(__file__).parents[1] / "kg" / "data"


def found(text: str) -> list[str]:
    """What is read as a place in a text, as written."""
    return [text[mention.start : mention.end] for mention in find_places(text)]


def meant(text: str, title: str = "") -> list[str]:
    """The canonical names of the places that a text means."""
    return [canonical_name(r.place) for r in resolve_places(text, find_places(text), title)]


def test_the_table_is_whole() -> None:
    current = [place for place in table().places.values() if place.gb_code and not place.until]
    by_level = {level: sum(p.level == level for p in current) for level in LEVELS}
    assert by_level["province"] == 34
    assert by_level["city"] == 333
    assert by_level["county"] > 2800
    for place in table().places.values():
        assert place.level in LEVELS
        assert place.parent is None or place.parent in table().places, place
        assert place.successor is None or place.successor in table().places, place
    assert (DATA / "places.tsv").stat().st_size < 300_000
    assert "MIT" in (DATA / "NOTICE").read_text(encoding="utf-8")


def test_every_division_lies_in_a_province_of_china() -> None:
    for place in table().places.values():
        if place.gb_code and place.level != "province" and not place.until:
            names = [outer.level for outer in ancestors(place)]
            assert names[-2:] == ["province", "country"], place


def test_canonical_names_are_unique() -> None:
    names: dict[str, str] = {}
    for place in table().places.values():
        if place.until is None:
            name = local_name(canonical_name(place))
            assert names.setdefault(name, place.code) == place.code, name


def test_provinces_and_cities_have_english_names_in_letters() -> None:
    for place in table().places.values():
        if place.until is None and place.level in ("province", "city", "country"):
            assert place.english, place
            assert not re.search("[\u4e00-\u9fff]", place.english)


@pytest.mark.parametrize(
    ("code", "name", "english", "up"),
    [
        ("330106", "杭州市西湖区", "Xihu District", ["杭州市", "浙江省", "中国"]),
        ("110105", "北京市朝阳区", "Chaoyang District", ["北京市", "中国"]),
        ("440112", "广州市黄埔区", "Huangpu District", ["广州市", "广东省", "中国"]),
        ("320583", "昆山市", "Kunshan", ["苏州市", "江苏省", "中国"]),
        ("150000", "内蒙古自治区", "Inner Mongolia", ["中国"]),
        ("610000", "陕西省", "Shaanxi", ["中国"]),
        ("TW-HUA", "花莲县", "Hualien County", ["台湾省", "中国"]),
        ("US", "美国", "United States", []),
    ],
)
def test_places_by_code(code: str, name: str, english: str, up: list[str]) -> None:
    place = by_code(code)
    assert place is not None
    assert (canonical_name(place), place.english) == (name, english)
    assert [outer.name for outer in ancestors(place)] == up


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("杭州", ["330100"]),
        ("杭州市", ["330100"]),
        ("北京市朝阳区", ["110105"]),
        ("广州黄埔区", ["440112"]),
        ("广东省广州市黄埔区", ["440112"]),
        ("内蒙古", ["150000"]),
        ("襄樊市", ["420600~2010"]),
        ("杭州市下城区", ["330103~2021"]),
        ("没有这个地方", []),
        ("", []),
    ],
)
def test_places_by_name(name: str, codes: list[str]) -> None:
    assert [place.code for place in by_name(name)] == codes


@pytest.mark.parametrize(
    ("code", "date", "name"),
    [
        ("420600~2010", None, "襄阳市"),
        ("420600~2010", "2005", "襄樊市"),
        ("420600~2010", "2012-03-01", "襄阳市"),
        ("510124~2016", None, "郫都区"),
        ("330184~2001", "2019", "余杭区"),
        ("370284", None, "黄岛区"),
        ("330100", None, "杭州市"),
        ("000000", None, None),
    ],
)
def test_divisions_change(code: str, date: str | None, name: str | None) -> None:
    place = successor(code, date)
    assert (place and place.name) == name


def test_succession_never_loops() -> None:
    for code in table().places:
        assert successor(code) is not None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the traps
        ("海南区块链试验区挂牌", ["海南"]),
        ("乌海市海南区的园区", ["乌海市", "海南区"]),
        ("贵阳区块链产业园", ["贵阳"]),
        ("北京区域经济", ["北京"]),
        ("上海市场监管部门", ["上海"]),
        ("钟洪江书记出席", []),
        ("董事长钟洪江致辞", []),
        ("张五常认为", []),
        ("双方开展合作", []),
        ("甘肃合作社发展", ["甘肃"]),
        ("阿里巴巴集团", []),
        ("四平八稳地推进", []),
        ("实现民族复兴城市更新", []),
        ("实现长治久安", []),
        ("公安机关与湖北公安厅", ["湖北"]),
        ("一批在京山东企业", ["山东"]),
        ("中国平安与平安集团", []),
        ("老城区与新城区改造", []),
        ("日本海沿岸", []),
        ("这是发展中国家", []),
        # what must be found
        ("浙江省杭州市余杭区", ["浙江省", "杭州市", "余杭区"]),
        ("内蒙古和新疆", ["内蒙古", "新疆"]),
        ("北京朝阳的企业", ["北京", "朝阳"]),
        ("山西大同的矿区", ["山西", "大同"]),
        ("广州、佛山、中山、珠海等市", ["广州", "佛山", "中山", "珠海"]),
        ("江西人民政府", ["江西"]),
        ("河北雄安新区设立", ["河北雄安新区"]),
        ("粤港澳大湾区和长三角", ["粤港澳大湾区", "长三角"]),
        ("苏州工业园区与苏州", ["苏州工业园区", "苏州"]),
        ("兰考县位于河南,兰考的经验", ["兰考县", "河南", "兰考"]),
        ("美国、爱沙尼亚和韩国", ["美国", "爱沙尼亚", "韩国"]),
        ("花莲县及台东县", ["花莲县", "台东县"]),
        ("山东市北区", ["山东", "市北区"]),
        ("襄樊市当年获批", ["襄樊市"]),
        # short forms of counties that are other words too, where the text says that it is there
        ("项目落户习水,总投资3亿元", ["习水"]),
        ("在丰宁投资建设电站", ["丰宁"]),
        ("位于乐安的生产基地", ["乐安"]),
        ("论坛在海盐举行", ["海盐"]),
        ("在海盐中加入碘", []),
        ("在政策出台前签约", []),
        ("位于西湖的会场", []),
        # short forms of three and more, and well-known cities
        ("格尔木的盐湖", ["格尔木"]),
        ("凯里、都匀", ["凯里", "都匀"]),
    ],
)
def test_finding(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("北京市出台政策。朝阳区、海淀区跟进。", "", ["北京市", "北京市朝阳区", "北京市海淀区"]),
        ("长春市朝阳区获批。", "", ["长春市", "长春市朝阳区"]),
        ("朝阳区获批。", "长春市的新政", ["长春市朝阳区"]),
        ("鼓楼区出台办法,南京市跟进。", "", ["南京市鼓楼区", "南京市"]),
        ("福州市鼓楼区与徐州鼓楼区", "", ["福州市", "福州市鼓楼区", "徐州市", "徐州市鼓楼区"]),
        ("海南发布政策", "", ["海南省"]),
        ("吉林发布政策", "", ["吉林省"]),
        ("山东市北区发布政策", "", ["山东省", "青岛市市北区"]),
    ],
)
def test_resolving(text: str, title: str, names: list[str]) -> None:
    assert meant(text, title) == names


def test_what_stays_open_keeps_its_alternatives() -> None:
    (mention,) = find_places("鼓楼区出台办法")
    open_ = resolve_place(mention, PlaceContext())
    assert len(open_.alternatives) == len(mention.candidates) - 1
    assert open_.confidence <= 0.5
    jiangsu = by_code("320100")
    assert jiangsu is not None
    sure = resolve_place(mention, PlaceContext(sentence=(jiangsu,)))
    assert canonical_name(sure.place) == "南京市鼓楼区"
    assert sure.confidence > 0.9


def test_the_heading_speaks_for_what_stands_below_it() -> None:
    text = "长春市\n要点如下。\n北京市\n朝阳区出台办法。"
    places = resolve_places(text, find_places(text), headings=[0, text.index("北京市")])
    assert [canonical_name(place.place) for place in places][-1] == "北京市朝阳区"


def test_word_edges_of_the_caller_are_used() -> None:
    text = "合肥新站"
    assert found(text) == ["合肥"]
    assert find_places(text, lambda position: position in (0, 3, 4)) == []


@given(
    st.lists(
        st.sampled_from(["北京市", "朝阳区", "海南", "区块链", "合作", "、", "。", "abc", "𠀀"])
    )
)
def test_mentions_lie_in_order_and_name_their_candidates(parts: list[str]) -> None:
    text = "".join(parts)
    position = 0
    for mention in find_places(text):
        assert position <= mention.start < mention.end <= len(text)
        assert mention.candidates == tuple(dict.fromkeys(mention.candidates))
        words = text[mention.start : mention.end]
        for place in mention.candidates:
            assert words in (place.name, *place.aliases)
        position = mention.end


def test_within_is_reflexive_and_follows_the_hierarchy() -> None:
    district, city, other = by_code("330106"), by_code("330100"), by_code("320100")
    assert district
    assert city
    assert other
    assert within(district, district)
    assert within(district, city)
    assert not within(city, district)
    assert not within(district, other)


def test_mentions_are_plain_values() -> None:
    import pickle

    (mention,) = find_places("杭州市")
    assert pickle.loads(pickle.dumps(mention)) == mention
    assert isinstance(mention, PlaceMention)


@pytest.mark.parametrize("unit", ["北", "北京", "朝阳区", "区", "中国", "市北区", "合作"])
def test_long_lines_stay_linear(unit: str) -> None:
    import time

    def seconds(size: int) -> float:
        start = time.process_time()
        find_places(unit * (size // len(unit)))
        return time.process_time() - start

    seconds(1000)
    small = min(seconds(10_000) for _ in range(3))
    assert any(seconds(40_000) < 4 * 3 * small + 0.2 for _ in range(3))
