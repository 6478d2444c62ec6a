"""Articles of our own making for tests and benchmarks, clean and with the noise of real sites."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

# sentences of our own: what policy news is made of, in several regions and industries
PLACES = ("苏州市", "成都市高新区", "湖北省", "青岛市崂山区", "贵阳市", "合肥市庐阳区")
AGENCIES = ("工业和信息化局", "人民政府办公厅", "发展和改革委员会", "财政局", "科学技术局")
FIRMS = ("云帆智能科技有限公司", "海纳生物医药股份有限公司", "天穹航空有限公司", "芯潮半导体集团")
TOPICS = ("低空经济", "智能网联汽车", "生物医药", "数据要素", "集成电路")
TEMPLATES = (
    "{year}年{month}月{day}日，{place}{agency}印发《{place}促进{topic}发展行动计划》。",
    "{place}设立{topic}产业基金，规模{sum}亿元，由{firm}管理。",
    "{firm}与{firm2}在{place}签署战略合作协议，共建{topic}创新中心。",
    "同年{month}月，{place}{topic}产业园正式揭牌，{firm}等企业入驻。",
    "对符合条件的{topic}企业，给予最高不超过{sum}00万元的奖励。",
    "{place}将于{year}年底前建成{topic}示范区，目前尚未公布名单。",
    "据介绍，该计划提出到{year}年培育{sum}家{topic}领军企业。",
    "业内人士表示，{topic}的发展离不开人才、资本与场景。",
)


def news(draw: random.Random, sentences: int) -> str:
    """An article of our own sentences."""
    lines = [f"{draw.choice(PLACES)}加快发展{draw.choice(TOPICS)}"]
    for _ in range(sentences):
        firm, firm2 = draw.sample(FIRMS, 2)
        lines.append(
            draw.choice(TEMPLATES).format(
                year=draw.randint(2015, 2025),
                month=draw.randint(1, 12),
                day=draw.randint(1, 28),
                place=draw.choice(PLACES),
                agency=draw.choice(AGENCIES),
                topic=draw.choice(TOPICS),
                firm=firm,
                firm2=firm2,
                sum=draw.randint(1, 60),
            )
        )
    paragraphs = ["".join(lines[i : i + 3]) for i in range(1, len(lines), 3)]
    return "\n\n".join([lines[0], *paragraphs]) + "\n"


def traditional(text: str) -> str:
    """The text in traditional characters, one for one."""
    converted: str = _converter().convert(text)
    assert len(converted) == len(text)
    return converted


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


def with_pinyin(text: str, often: str = "区业产发园區業產發園") -> str:
    """The text with the reading printed behind some characters, as some sites do."""
    return "".join(f"{char}({_reading(char)})" if char in often else char for char in text)


@cache
def _reading(char: str) -> str:
    from pypinyin import Style, pinyin

    reading: str = pinyin(char, style=Style.TONE)[0][0]
    return reading
