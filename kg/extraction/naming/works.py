"""What works are called: stations, lines between places, plants by what they yield."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import brands, lexicon
from kg.extraction.naming.places import Places
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

LINE = regex("铁路|高铁|高速|公路|输变电|特高压|直流|输电|管道|航道|通道|专线|干线")
# how much works are to yield tells one from all others: 年产5万吨甲项目, 40万千瓦乙项目
OUTPUT = regex(
    r"(?:年(?:产|处理|加工|回收)能?\d|(?<![\d.、增计共机个过达于约近余多])[\d.]+[万亿]?(?:千瓦|兆瓦|[MG]Wh?))"
    r"(?![^,。;:]{0,8}以[上下])(?:(?!项目)[^,。;:、的]|、(?=\d)){2,}$"
)
# letters that stand for places in the names of lines between them
ABBREVIATED = regex(
    "[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵云滇黔藏陕甘青宁新蒙港澳台深广杭甬温合武汉昌九成郑西兰徐石济连沈哈大齐长衡南昆湖通扬"
    "磨瑞弥崇靖祁韶柳昭沂雁绍宾太中银包榆延遵贺六盘佛珠惠莞漳龙福泉温丽衢绍嘉盐泰镇淮宿阜蚌芜铜池黄景赣襄荆宜恩张怀邵永郴梅汕"
    "潮茂湛玉柳钦老呼赤锡佳牡鹤伊敦格拉林洛阳驻菏枣临潍烟威淄滨唐承秦邢邯忻朔运渭咸宝固]{2,4}"
)
# two lands or two regions that share a park: 中白工业园, 粤澳合作产业园
_LANDS = "俄白德法韩日新马泰老越缅柬印埃沙阿英美意荷瑞以哈塔欧非澳葡巴捷匈塞乌波芬丹"
PAIR = regex(
    f"(?:中[{_LANDS}]|[{_LANDS}]中|[京津冀沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘宁港澳台深广杭哈]{{2}})"
)
# works that stand alone, so that a place and the head name one of them
STATIONS = (
    "接收站", "储气库", "船闸", "泵站", "水厂", "客运站", "高铁站", "火车站", "航站楼", "管廊",
    "电厂", "电站", "核电站", "水电站", "煤矿", "油田", "大桥", "二桥", "三桥", "隧道",
    "隧洞", "水库", "灌区",
    "跨海通道", "过江通道", "越江通道", "运河", "风电场", "水利枢纽",
    "换流站", "变电站", "航电枢纽", "发射场", "发射中心", "望远镜", "对撞机", "光源", "中子源",
    "风场", "气田", "铜矿", "铁矿", "金矿", "锂矿", "镍矿", "免税城", "会展中心", "会议中心",
    "博览中心", "展览中心", "博物馆", "美术馆", "科技馆", "天文馆", "大剧院",
    "集群", "数据中心集群", "枢纽节点", "算力枢纽", "超算中心", "智算中心", "数据中心",
    "会议展览中心", "城市大脑", "产业大脑", "工厂", "港",
)  # fmt: skip
# of these each has a name of its own, be it a common word
ALONE = (
    "运河", "电站", "电厂", "风电场", "风场", "水利枢纽", "航电枢纽", "换流站", "变电站",
    "大桥", "隧道", "隧洞", "水库", "灌区", "煤矿", "油田", "气田", "铜矿", "铁矿", "金矿",
    "锂矿", "镍矿", "船闸", "跨海通道", "过江通道", "越江通道", "储气库", "发射场",
    "发射中心", "光源", "中子源",
)  # fmt: skip
# facilities of science
FACILITIES = (
    "实验装置", "试验装置", "模拟装置", "研究装置", "加速器装置", "科学装置",
    "研究设施", "实验设施", "试验设施", "大设施", "光源", "中子源", "望远镜", "对撞机",
)  # fmt: skip
# parts of a network: which of them it is only a place tells
NETWORKED = ("枢纽节点", "算力枢纽节点", "节点", "集群", "数据中心集群", "枢纽", "算力枢纽")
STATION = regex("|".join((*STATIONS, "机场", "车站", "港口")))
WORKS = ("项目", "工程")


_OWNED = ("工程", "厂", "中心", "项目", "基地", "车间", "线", "站", "场")


def owned_start(words: Words, start: int, end: int) -> int:
    """Where the name of works begins with the firm whose they are: 甲汽车|郑州工厂."""
    text = words.text
    if not text.endswith(_OWNED, start, end):
        return start
    for size in range(_LONGEST_OWNER, 1, -1):
        begin = start - size
        if begin >= 0 and words.is_edge(begin) and text[begin:start] in brands():
            return begin
    index = words.index(start - 1) if start else 0
    line = words.words[index] in lexicon().brand_heads and index > 0
    brand = index - 1 if line else index  # 云澜|动力, or 云澜 alone
    word = words.words[brand] if start else ""
    size = len(word)
    proper = words.is_brand(brand) and (line or not words.knows(word)) and word.isalpha()
    proper = proper and word[-1] not in "于自在"  # 起于|甲市乙换流站
    return words.starts[brand] if 2 <= size <= 3 and proper else start


_LONGEST_OWNER = 6


# 昆明市第三、第四污水处理厂: of several that only numbers tell apart
_NUMBERED = Anchored(
    r"第?(?P<first>[一二三四五六七八九十]{1,2})(?:(?:、|和|与|及)第?[一二三四五六七八九十]{1,2})+"
    r"(?P<rest>(?:自来)?水厂|污水处理厂|热?电厂|发电厂|垃圾焚烧厂|净水厂|泵站|码头|航站楼|隧道|水源厂)"
)
_ORDINAL = regex("[一二三四五六七八九十]{1,2}")


def find_numbered_works(words: Words, places: Places) -> Iterator[Mention]:
    """Works of one place that share all but their numbers."""
    for match in _NUMBERED.finditer(words.anchors):
        if (place := places.ending_at(match.start())) is None:
            continue
        start, tail = place.start, match.start("rest")
        home, size = words.text[start : place.end], match.end() - start
        for number in _ORDINAL.finditer(words.text, match.start(), tail):
            rule = "works" if start == place.start else "numbered"  # the place stands further off
            end = match.end() if number.end() == tail else number.end()
            name = f"{home}第{number[0]}{match['rest']}"
            yield Mention(start, end, "Project", name, rule, size, 0.7)
            start = end + 1


# 甲核电站|3号机组, 乙机场|T3航站楼
UNIT = regex(
    r"(?:[\dA-Z]{1,2}|[一二三四五六七八九十]{1,2})号(?:机组|航站楼|反应堆)"
    r"|T\d航站楼|第[一二三四五]{1}(?:跑道|航站楼|航厦|候机楼)|[二三四五]跑道系统"
)
# 国内段称|玉磨铁路, 经|昆柳龙直流送往: lines between two or three places that letters stand for
_LINE = Anchored(
    "(?:铁路|高铁|高速(?:铁路|公路)?|城际|直流)(?![一二三四五]期|[\u4e00-\u9fff]{0,6}(?:项目|工程|段|[支专]线))"
)
_OF_LETTERS = regex(
    f"(?:^|[^\u4e00-\u9fff]|[称的由经至沿与和及将是])(?P<name>{ABBREVIATED.pattern})$"
)


def find_lines(words: Words) -> Iterator[Mention]:
    """Lines that are called by letters for places, behind words that the tagger joins to them."""
    for match in _LINE.finditer(words.anchors):
        name = _OF_LETTERS.search(words.text, max(0, match.start() - 5), match.start())
        if name is None or len(name["name"]) > 3 or words.knows(name["name"]):
            continue
        start, end = name.start("name"), match.end()
        if words.is_edge(end):
            yield Mention(start, end, "Project", words.text[start:end], "works", end - start, 0.7)


SECTION = regex("(?:[\u4e00-\u9fff]{2,3}(?:至[\u4e00-\u9fff]{2,4})?段)(?![路落时])")


_NO_FIRMS = ("Project", "IndustrialPark", "Institute")


def class_of_head(name: str) -> str | None:
    """The class of works, a park or an institute whose head ends a long name, else None."""
    heads = lexicon().heads
    if name.endswith(("学校", "外校")):
        return "Institute"
    at = 3 - name.endswith(("科学城", "科技城", "产业园", "科技园"))  # 生命|科学城
    head = next((name[i:] for i in range(at, len(name) - 1) if name[i:] in heads), "")
    return heads[head] if head and heads[head] in _NO_FIRMS else None
