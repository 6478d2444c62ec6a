"""One sentence a rule, written for the rule, in industries of all kinds."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from kg.article import read_article
from kg.extraction import extract
from kg.model import Amount, PartialDate, Text

CASES = [
    # who issued what, and when
    (
        "issue",
        "2023年5月,合肥市人民政府印发《合肥市低空经济发展行动计划》。",
        "合肥市低空经济发展行动计划 issuedBy 合肥市人民政府",
    ),
    (
        "issue date",
        "2023年5月,合肥市人民政府印发《合肥市低空经济发展行动计划》。",
        "合肥市低空经济发展行动计划 issuedDate 2023-05",
    ),
    (
        "issue by several",
        "近日,工信部、财政部和科技部联合发布《智能网联汽车准入管理办法》。",
        "智能网联汽车准入管理办法 issuedBy 财政部",
    ),
    (
        "issue by several, first",
        "近日,工信部、财政部和科技部联合发布《智能网联汽车准入管理办法》。",
        "智能网联汽车准入管理办法 issuedBy 工业和信息化部",
    ),
    (
        "issue passive",
        "《湖北省生物医药产业促进条例》由湖北省人大常委会公布。",
        "湖北省生物医药产业促进条例 issuedBy 湖北省人民代表大会常务委员会",
    ),
    (
        "issue relative",
        "宁波市科技局于2022年3月发布的《宁波市人工智能专项实施方案》受到企业欢迎。",
        "宁波市人工智能专项实施方案 issuedDate 2022-03",
    ),
    (
        "issue by place",
        "2021年9月,苏州市出台《苏州市集成电路产业若干措施》。",
        "苏州市集成电路产业若干措施 issuedBy 苏州市人民政府",
    ),
    (
        "issuer without verb",
        "按照国务院《新能源汽车产业发展规划》的要求推进。",
        "新能源汽车产业发展规划 issuedBy 国务院",
    ),
    (
        "issuer in title",
        "会上宣读了《四川省人民政府办公厅关于加快算力发展的通知》。",
        "四川省人民政府办公厅关于加快算力发展的通知 issuedBy 四川省人民政府办公厅",
    ),
    (
        "title without marks",
        "9月3日,安徽省药监局发布了关于防范假冒疫苗的通知。",
        "关于防范假冒疫苗的通知 issuedBy 安徽省药品监督管理局",
    ),
    (
        "nearest issuer",
        "国家发改委要求各地跟进,陕西省印发了《陕西省氢能产业发展规划》。",
        "陕西省氢能产业发展规划 issuedBy 陕西省人民政府",
    ),
    (
        "region of a policy",
        "2022年,厦门市人民政府印发《厦门市数据要素改革方案》。",
        "厦门市数据要素改革方案 appliesTo 厦门市",
    ),
    (
        "based on",
        "《长沙市北斗产业实施细则》贯彻落实《湖南省北斗产业发展规划》。",
        "长沙市北斗产业实施细则 basedOn 湖南省北斗产业发展规划",
    ),
    # who set up what
    (
        "found",
        "2020年6月,中科院自动化所与珠海市人民政府共同设立珠海类脑智能研究院。",
        "珠海类脑智能研究院 establishedBy 珠海市人民政府",
    ),
    (
        "found date",
        "2018年4月,佛山氢能产业联盟正式成立。",
        "佛山氢能产业联盟 establishedDate 2018-04",
    ),
    (
        "founded by",
        "武汉光电创新联盟由武汉大学、华中科技大学发起成立。",
        "武汉光电创新联盟 establishedBy 武汉大学",
    ),
    (
        "found behind",
        "海纳电子有限公司成立于2015年8月。",
        "海纳电子有限公司 establishedDate 2015-08",
    ),
    (
        "found in place",
        "昨日,星河卫星应用研究院在成都成立。",
        "星河卫星应用研究院 locatedIn 成都市",
    ),
    (
        "planned",
        "常州市将建设常州智能网联汽车测试基地。",
        "常州智能网联汽车测试基地 establishedBy 常州市人民政府 planned",
    ),
    (
        "plan goes on",
        "青岛市将建设青岛海洋大数据中心,与中国海洋大学组建青岛蓝色智能研究院。",
        "青岛蓝色智能研究院 establishedBy 中国海洋大学 planned",
    ),
    (
        "encouraged",
        "《沈阳市机器人产业促进条例》提出,支持建设沈阳机器人产业园。",
        "沈阳市机器人产业促进条例 establishes 沈阳机器人产业园 encouraged",
    ),
    (
        "denied",
        "截至目前,兰州市尚未设立兰州新材料产业基金。",
        "兰州新材料产业基金 establishedBy 兰州市人民政府 denied",
    ),
    (
        "policy sets up a fund",
        "《东莞市半导体发展规划》提出设立东莞半导体产业引导基金。",
        "东莞市半导体发展规划 establishes 东莞半导体产业引导基金 planned",
    ),
    (
        "also founded",
        "2019年7月,西安硬科技联盟成立,同时成立的还有西安硬科技创新研究院。",
        "西安硬科技创新研究院 establishedDate 2019-07",
    ),
    # events
    (
        "host",
        "2022年11月,工业和信息化部、无锡市人民政府共同主办2022世界物联网博览会。",
        "2022世界物联网博览会 establishedBy 无锡市人民政府",
    ),
    (
        "hosted at",
        "2021年9月,2021世界智能网联汽车大会在北京举行。",
        "2021世界智能网联汽车大会 hostedAt 北京市",
    ),
    # firms
    (
        "invest",
        "启明创投先后投资云舟生物、微木医疗科技有限公司。",
        "启明创投 funds 微木医疗科技有限公司",
    ),
    (
        "acquire",
        "2020年,比亚迪收购了长沙星朗新能源有限公司。",
        "比亚迪 funds 长沙星朗新能源有限公司",
    ),
    ("develop", "科大讯飞推出“星火”大模型平台。", "科大讯飞 develops 星火"),
    (
        "manage",
        "合肥建投资本管理有限公司负责管理合肥芯屏产业投资基金。",
        "合肥芯屏产业投资基金 managedBy 合肥建投资本管理有限公司",
    ),
    (
        "managed by",
        "广州新能源产业基金由广州金控集团受托管理。",
        "广州新能源产业基金 managedBy 广州金控集团",
    ),
    ("site", "翼飞航空科技有限公司位于湖南省株洲市。", "翼飞航空科技有限公司 locatedIn 株洲市"),
    (
        "join",
        "目前,苏州纳米城产业园吸引了泽璟制药有限公司入驻。",
        "泽璟制药有限公司 locatedIn 苏州纳米城产业园",
    ),
    (
        "rename",
        "2019年,重庆力华汽车有限公司更名为重庆蓝华新能源汽车有限公司。",
        "重庆力华汽车有限公司 renamedTo 重庆蓝华新能源汽车有限公司",
    ),
    (
        "former name",
        "新晨智造有限公司(原新晨机械有限公司)参加签约。",
        "新晨机械有限公司 renamedTo 新晨智造有限公司",
    ),
    (
        "founder",
        "深势医疗科技有限公司创始人李牧在会上发言。",
        "李牧 founderOf 深势医疗科技有限公司",
    ),
    (
        "create a firm",
        "2015年,张启航创办了瀚海卫星科技有限公司。",
        "张启航 founderOf 瀚海卫星科技有限公司",
    ),
    # two sides
    (
        "partners",
        "3月8日,宁德时代与上海交通大学签署战略合作协议。",
        "宁德时代 partnerOf 上海交通大学",
    ),
    (
        "partners, list",
        "比亚迪与招商银行、平安银行等多家银行签署合作协议。",
        "比亚迪 partnerOf 平安银行",
    ),
    ("partner by hand", "华为携手东风汽车,共同打造智能座舱。", "华为 partnerOf 东风汽车"),
    (
        "partners planned",
        "大疆拟与深圳市人民政府签署合作协议。",
        "大疆 partnerOf 深圳市人民政府 planned",
    ),
    # money
    (
        "size behind",
        "北京机器人产业基金总规模100亿元。",
        "北京机器人产业基金 amount CNY10000000000",
    ),
    (
        "size in front",
        "成都市将设立规模为20亿元的成都生物医药产业基金。",
        "成都生物医药产业基金 amount CNY2000000000 planned",
    ),
    (
        "payment with cap",
        "《济南市量子产业扶持办法》规定,对新认定的量子领域高新技术企业,给予不超过200万元奖励。",
        "济南市量子产业扶持办法 funds 新认定的量子领域高新技术企业",
    ),
    (
        "sub-fund",
        "杭州科技创新母基金下设杭州人工智能子基金。",
        "杭州人工智能子基金 subFundOf 杭州科技创新母基金",
    ),
    # people
    ("post", "株洲市人民政府副市长周启明出席会议。", "周启明 holdsPost 株洲市人民政府"),
    ("post of a place", "会上,泉州市长陈立新表示支持。", "陈立新 holdsPost 泉州市人民政府"),
    ("party post", "无锡市委书记黄志远主持会议。", "黄志远 holdsPost 中共无锡市委员会"),
    # places in names
    (
        "place in name",
        "南京市玄武区财政局公布了预算。",
        "南京市玄武区财政局 locatedIn 南京市玄武区",
    ),
    ("place in place", "活动在浙江省嘉兴市举行。", "嘉兴市 locatedIn 浙江省"),
    ("place abroad", "德国企业西门子参会。", "西门子 locatedIn 德国"),
    (
        "park and its body",
        "太仓高新技术产业开发区管理委员会发布公告。",
        "太仓高新技术产业开发区 managedBy 太仓高新技术产业开发区管理委员会",
    ),
    ("shared tail", "大连、沈阳市人民政府派员参加。", "大连市人民政府 locatedIn 大连市"),
    # goals and figures
    (
        "target",
        "《中山市光电产业行动计划》提出,到2027年,培育光电规上企业80家以上。",
        "中山市光电产业行动计划 target 到2027年,培育光电规上企业80家以上 planned",
    ),
    (
        "statistic",
        "截至2023年底,武汉市拥有生物医药企业4000余家。",
        "武汉市 statistic 武汉市拥有生物医药企业4000余家",
    ),
]


def stated(text: str) -> set[str]:
    """The claims of a text in words: subject predicate object [status]."""
    extraction = extract(read_article(text.encode(), id="case"))
    names = {entity.iri: entity.name for entity in extraction.entities}

    def worded(value: object) -> str:
        if isinstance(value, Amount):
            return value.name
        if isinstance(value, (PartialDate, Text)):
            return value.value
        return names.get(str(value), str(value))

    return {
        " ".join(
            filter(
                None,
                (
                    names[claim.subject],
                    claim.predicate,
                    worded(claim.object),
                    "" if claim.status == "done" else claim.status,
                ),
            )
        )
        for claim in extraction.claims
    }


@pytest.mark.parametrize(("rule", "sentence", "fact"), CASES, ids=[case[0] for case in CASES])
def test_rule_states_its_fact(rule: str, sentence: str, fact: str) -> None:
    assert fact in stated(sentence)


@pytest.mark.parametrize(
    ("trap", "sentence", "fact"),
    [
        (
            "signed is not located",
            "合肥长鑫集团与苏州大学在上海签署合作协议。",
            "苏州大学 locatedIn 上海市",
        ),
        (
            "title year",
            "南通市印发《南通市海工装备行动计划(2024—2026年)》。",
            "南通市海工装备行动计划(2024—2026年) issuedDate 2024",
        ),
        (
            "goal year",
            "到2030年,贵阳市人民政府将出台《贵阳市算力条例》。",
            "贵阳市算力条例 issuedDate 2030",
        ),
        (
            "not yet",
            "深圳市尚未发布《深圳市量子计算条例》。",
            "深圳市量子计算条例 issuedBy 深圳市人民政府",
        ),
        ("contract", "双方签署《氢能重卡合作协议》。", "氢能重卡合作协议 issuedBy 双方"),
        ("surname is no city", "钟洪江书记主持会议。", "钟洪江 locatedIn 洪江市"),
        (
            "a policy is not an actor of the past",
            "《办法》施行以来,扬州市成立了扬州软件研究院。",
            "办法 establishes 扬州软件研究院",
        ),
    ],
)
def test_trap_is_avoided(trap: str, sentence: str, fact: str) -> None:
    assert fact not in stated(sentence)


def word_lists(table: Any, where: str) -> Iterator[tuple[str, list[str]]]:
    """The lists of words of a table, and where each stands."""
    if isinstance(table, str):
        yield where, table.split()
    elif isinstance(table, dict):
        for key, value in table.items():
            yield from word_lists(value, f"{where}.{key}")


def tables(name: str) -> dict[str, Any]:
    return tomllib.loads(files("kg.extraction").joinpath(f"{name}.toml").read_text("utf-8"))


def twice(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


@pytest.mark.parametrize("name", ["lexicon", "firms"])
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    lists = list(word_lists(tables(name), name))
    assert sum(len(words) for _, words in lists) > 200
    assert {where: twice(words) for where, words in lists if twice(words)} == {}


def test_no_verb_stands_twice_in_a_frame() -> None:
    frames = tables("rules")["frame"]
    assert len(frames) > 10
    doubles = [(frame["name"], twice(frame["verbs"].split("|"))) for frame in frames]
    assert [(name, verbs) for name, verbs in doubles if verbs] == []


@pytest.mark.parametrize("kind", ["heads", "brand_heads"])
def test_a_head_is_of_one_class(kind: str) -> None:
    heads = [head for words in tables("lexicon")[kind].values() for head in words.split()]
    assert twice(heads) == []
