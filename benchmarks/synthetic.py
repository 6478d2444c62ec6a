"""Networks of any size in the shape of the real one: skewed hubs, most relations inside a province.

Names are made up; nothing here is about real policies.
"""

from __future__ import annotations

import random

import networkx as nx

from kg.vocabulary import mint

_PROVINCES = [
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
]
_KINDS = {
    "Policy": ("政策", "关于促进{}产业发展的若干措施第{}号"),
    "Agency": ("机构", "{}管理局第{}处"),
    "Company": ("企业", "{}科技有限公司{}"),
    "IndustrialPark": ("园区", "{}产业园{}区"),
    "Fund": ("基金", "{}引导基金{}期"),
    "Institute": ("院所", "{}研究院{}所"),
}
_SHARES = (0.3, 0.12, 0.38, 0.06, 0.06, 0.08)
_WORDS = "云链数智芯光能材海港绿药网星田城"
_RELATIONS = (
    ("issuedBy", "发布者", "issued by"),
    ("locatedIn", "位于", "located in"),
    ("funds", "资助", "funds"),
    ("establishes", "设立", "establishes"),
    ("partnerOf", "合作", "partner of"),
)


def synthetic(count: int, seed: int = 7) -> nx.MultiDiGraph:
    """Make a network with the attributes that `kg.network.to_networkx` gives.

    Parameters
    ----------
    count : nodes; there are about 2.3 times as many edges.
    """
    chance = random.Random(seed)
    network = nx.MultiDiGraph()
    members: dict[str, list[str]] = {province: [] for province in _PROVINCES}
    weights = [1 / (rank + 2) for rank in range(len(_PROVINCES))]
    kinds = chance.choices(list(_KINDS), _SHARES, k=count)
    homes = chance.choices(_PROVINCES, weights, k=count)
    for number, (kind, province) in enumerate(zip(kinds, homes, strict=True)):
        words = "".join(chance.choices(_WORDS, k=3))
        label = province[:2] + _KINDS[kind][1].format(words, number)
        iri = mint(kind, label)
        year = chance.randint(2010, 2025)
        network.add_node(
            iri,
            **{"class": kind, "label": label, "english": label, "names": ""},
            province=province,
            place=province,
            year=year,
            date=str(year),
            earliest=f"{year}-01-01",
            latest=f"{year}-12-31",
            topics=chance.choice(("区块链", "人工智能", "新材料", "生物医药")),
        )
        members[province].append(iri)
    nodes = list(network)
    for _ in range(round(count * 2.3)):
        subject = nodes[chance.randrange(count)]
        home = members[network.nodes[subject]["province"]]
        crowd = home if chance.random() < 0.92 else nodes
        value = crowd[int(len(crowd) * chance.random() ** 3)]  # the first ones are hubs
        name, chinese, english = chance.choice(_RELATIONS)
        network.add_edge(
            subject,
            value,
            key=name,
            predicate=name,
            label=chinese,
            english=english,
            status="done" if chance.random() < 0.85 else "planned",
            claims=1,
            sources=1,
        )
    return network
