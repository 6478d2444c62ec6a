"""What is exchanged in a text says the same: other industries, other brands, other words.

The annotated texts of our own are read again with words exchanged in text and annotation alike.
What is right then must be about as much as before: rules that know only the words of the texts that
they were written with lose by it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation import evaluate_folder

ARTICLES = Path(__file__).parent / "articles"
INDUSTRIES = (
    "人工智能", "区块链", "大数据", "集成电路", "云计算", "物联网", "数字经济", "金融科技",
    "工业互联网", "新能源汽车",
    "生物医药", "氢能", "半导体", "机器人", "燃料电池", "电子商务",
)  # fmt: skip
OTHERS = (
    "合成生物", "智慧港航", "新型显示", "数据标注", "空间计算", "银发经济", "工业母机",
    "生物育种", "元宇宙", "海水淡化",
    "卫星互联网", "绿色建材", "稀土", "柔性电子", "增材制造", "精准医疗", "文化创意", "再制造",
)  # fmt: skip
FIRST, SECOND = "云海智博瑞恒金盛宏景晟铭凯嘉润德", "达信科创维源泰诺康迅腾扬帆峰"
# word -> another that says the same outside of names and titles
WORDS = {
    "旗下": "麾下",
    "签署": "签下",
    "签订": "签署",
    "牵头": "领衔",
    "包括": "包含",
    "计划": "打算",
    "今年": "本年",
    "坐落于": "位于",
    "位于": "坐落于",
    "近日": "日前",
    "表示": "透露",
    "根据": "依据",
    "揭牌": "挂牌",
    "成立于": "创建于",
    "正式成立": "宣告成立",
    "举行": "举办",
    "签约": "签署合作协议",
    "出台": "正式出台",
    "总部位于": "总部设在",
    "募集": "募得",
}


@cache
def right() -> dict[str, int]:
    """How many facts of each text are right as it stands."""
    documents = evaluate_folder(ARTICLES).documents
    return {score.document: score.counts["relations"].right for score in documents}


def lost(folder: Path, exchange: Callable[[str, dict[str, object]], tuple[str, str]]) -> int:
    """How many facts that are right are lost when all texts are written anew.

    Parameters
    ----------
    exchange : of a text and its annotation gives both anew.
    """
    for path in sorted(ARTICLES.glob("*.json")):
        text = path.with_suffix(".txt").read_bytes().decode()
        text, annotation = exchange(text, json.loads(path.read_text("utf-8")))
        (folder / path.with_suffix(".txt").name).write_bytes(text.encode())
        (folder / path.name).write_text(annotation, "utf-8")
    documents = evaluate_folder(folder).documents
    return sum(right()[score.document] - score.counts["relations"].right for score in documents)


def everywhere(changed: dict[str, str], text: str, annotation: object) -> tuple[str, str]:
    """Exchange words in a text and in its annotation."""
    told = json.dumps(annotation, ensure_ascii=False)
    if not changed:
        return text, told
    words = re.compile("|".join(sorted(map(re.escape, changed), key=len, reverse=True)))
    return words.sub(lambda m: changed[m[0]], text), words.sub(lambda m: changed[m[0]], told)


@pytest.mark.parametrize("seed", range(3))
def test_other_industries(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)

    def exchange(text: str, annotation: dict[str, object]) -> tuple[str, str]:
        others = [other for other in OTHERS if other not in text]
        draw.shuffle(others)
        here = [industry for industry in INDUSTRIES if industry in text]
        return everywhere(dict(zip(here, others, strict=False)), text, annotation)

    assert lost(tmp_path, exchange) <= 0.03 * sum(right().values())


@pytest.mark.parametrize("seed", range(3))
def test_other_brands(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)

    def exchange(text: str, annotation: dict[str, object]) -> tuple[str, str]:
        entities = annotation["entities"]
        assert isinstance(entities, list)
        firms = [one["name"] for one in entities if one["type"] == "Company"]
        rest = " ".join(one["name"] for one in entities if one["type"] != "Company")
        legal = [
            re.match("[\u4e00-\u9fff]{2}(?=.*(?:公司|科技|集团|资本)$)", name) for name in firms
        ]
        brands = {match[0] for match in legal if match} - set(re.findall("..", rest))
        plain = sorted(brand for brand in brands if brand not in rest and brand[0] not in "中国")
        return everywhere(
            {brand: draw.choice(FIRST) + draw.choice(SECOND) for brand in plain}, text, annotation
        )

    assert lost(tmp_path, exchange) <= 0.03 * sum(right().values())


@pytest.mark.parametrize("word", WORDS)
def test_other_words(tmp_path: Path, word: str) -> None:
    def exchange(text: str, annotation: dict[str, object]) -> tuple[str, str]:
        told = json.dumps(annotation, ensure_ascii=False)
        entities = annotation["entities"]
        assert isinstance(entities, list)
        named = [form for one in entities for form in (one["name"], *one.get("aliases", ()))]
        kept = [re.escape(name) for name in sorted(named, key=len, reverse=True) if word in name]
        either = re.compile("|".join([*kept, "《[^》]*》", "“[^”]*”", f"(?P<word>{word})"]))
        return either.sub(lambda m: WORDS[word] if m["word"] else m[0], text), told

    assert lost(tmp_path, exchange) <= 4
