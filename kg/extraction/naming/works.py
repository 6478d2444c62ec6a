"""What works are called: stations, lines between places, plants by what they yield."""

from __future__ import annotations

from kg.patterns import regex

LINE = regex("铁路|高铁|高速|公路|输变电|特高压|直流|输电|管道|航道|通道|专线")
# how much works are to yield tells one from all others: 年产5万吨甲项目, 40万千瓦乙项目
OUTPUT = regex(
    r"(?:年(?:产|处理|加工|回收)能?\d|(?<![\d.、增计共机个过达于约近余多])[\d.]+[万亿]?(?:千瓦|兆瓦|[MG]Wh?))"
    r"(?![^,。;:]{0,8}以[上下])(?:(?!项目)[^,。;:、的]|、(?=\d)){2,}$"
)
# letters that stand for places in the names of lines between them
ABBREVIATED = regex(
    "[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵云滇黔藏陕甘青宁新蒙港澳台深广杭甬温合武汉昌九成郑西兰徐石济连沈哈大齐长衡南昆湖通扬"
    "太中银包榆延遵贺六盘佛珠惠莞漳龙福泉温丽衢绍嘉盐泰镇淮宿阜蚌芜铜池黄景赣襄荆宜恩张怀邵永郴梅汕"
    "潮茂湛玉柳钦老呼赤锡佳牡鹤伊敦格拉林洛阳驻菏枣临潍烟威淄滨唐承秦邢邯忻朔运渭咸宝固]{2,4}"
)
# works that stand alone, so that a place and the head name one of them
STATIONS = (
    "电厂", "电站", "核电站", "水电站", "煤矿", "油田", "大桥", "隧道", "水库", "灌区",
    "跨海通道", "过江通道", "越江通道", "运河", "风电场", "水利枢纽",
    "集群", "数据中心集群", "枢纽节点", "算力枢纽", "超算中心", "智算中心", "数据中心",
    "工厂", "港",
)  # fmt: skip
# parts of a network: which of them it is only a place tells
NETWORKED = ("枢纽节点", "算力枢纽节点", "节点", "集群", "数据中心集群", "枢纽", "算力枢纽")
STATION = regex("|".join((*STATIONS, "机场", "车站", "港口")))
WORKS = ("项目", "工程")
