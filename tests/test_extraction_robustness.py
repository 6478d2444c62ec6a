"""Whatever text comes: no crash, time in proportion, and every quote where it is said to be."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from policy_news import AGENCIES, FIRMS, PLACES, news, traditional, with_pinyin

from kg.article import Article, normalise, read_article
from kg.documents import extract_all, written
from kg.errors import ArticleError, KGError
from kg.extraction import Extraction, extract
from kg.model import Span
from kg.vocabulary import class_of

ANNOTATED = sorted(Path(__file__).parent.joinpath("articles").rglob("*.txt"))
NOISE: dict[str, Callable[[str], str]] = {
    "clean": str,
    "windows lines": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "invisible": lambda text: text.replace("，", "\u200b，"),
    "wide": lambda text: text.replace("2", "２").replace("AI", "ＡＩ"),
    "pinyin": with_pinyin,
    "traditional": traditional,
    "traditional with pinyin": lambda text: with_pinyin(traditional(text)),
}


def read(text: str) -> Article:
    return read_article(text.encode("utf-8", "surrogatepass"), id="generated")


def check(found: Extraction) -> None:
    """What holds for every extraction of every text."""
    article = found.article
    known = {entity.iri for entity in found.entities}
    assert len(known) == len(found.entities)
    for claim in found.claims:
        assert claim.source == article.id
        assert claim.subject in known
        assert not isinstance(claim.object, str) or claim.object in known
        assert class_of(claim.subject)
        assert 0 < claim.confidence <= 1
        assert claim.evidence
        assert list(claim.evidence) == sorted(set(claim.evidence))
        for span in claim.evidence:
            check_quote(article, span)
    assert found.mentions.keys() <= known
    for spans in found.mentions.values():
        for span in spans:
            check_quote(article, span)


def check_quote(article: Article, span: Span) -> None:
    """The raw text of a span, normalised by itself, is what was read there."""
    assert 0 <= span.start < span.end <= len(article.raw)
    positions = range(len(article.text))
    start = bisect_left(positions, span.start, key=article.copy.position)
    end = bisect_left(positions, span.end, key=article.copy.position)
    quote = normalise(article.raw[span.start : span.end]).text
    # which line breaks are the writer's the whole text tells, not a passage of it: a break may be
    # nothing there that by itself is a blank; so it does which quotation marks are the inner ones
    assert _bare(quote) == _bare(article.text[start:end])


def _bare(quote: str) -> str:
    return "".join(quote.split()).replace("‘", "“").replace("’", "”")


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), astral=st.booleans())
def test_every_quote_is_where_it_is_said_to_be(
    noise: Callable[[str], str], seed: int, astral: bool
) -> None:
    plain = news(random.Random(seed), 9)
    text = noise(plain)
    if astral:
        text = text.replace("。", "𠮷。🏭")
    found = extract(read(text))
    # a few of these texts say nothing that is a fact
    assert found.claims or not extract(read(plain)).claims
    check(found)


def told(found: Extraction) -> set[tuple[object, ...]]:
    """What was found, without where."""
    return {(c.subject, c.predicate, c.object, c.status, c.qualifiers) for c in found.claims}


@pytest.mark.parametrize("noise", list(NOISE)[1:])
@pytest.mark.parametrize("seed", range(6))
def test_noise_changes_nothing_that_is_found(noise: str, seed: int) -> None:
    text = news(random.Random(seed), 12)
    assert told(extract(read(NOISE[noise](text)))) == told(extract(read(text)))


MARKS = "《》〈〉“”‘’()（）[]〔〕{}、，。；：！？!?,.;:|·—-—~#*\t\r\n 　\0\u200b\ufeff"
WORDS = (
    *PLACES,
    *AGENCIES,
    *FIRMS,
    "印发",
    "发布",
    "设立",
    "基金",
    "公司",
    "以下简称",
    "今年",
    "同年",
)
WORDS += (
    "2020年",
    "3月",
    "5日",
    "100万元",
    "亿",
    "第",
    "号",
    "关于",
    "的通知",
    "该计划",
    "与",
    "等企业",
)
MESS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.text(max_size=6)), max_size=60
).map("".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(MESS)
@example("《" * 50 + "》" * 50)
@example("(" * 200 + "公司" + ")" * 200)
@example("\ufeff\r\n\r\n《\r\n》")
@example("“成都市高新区‘2020年设立")
@example("工厂位于美国俄亥俄州")
def test_any_text_is_read(text: str) -> None:
    try:
        article = read(text)
    except ArticleError:
        return
    check(extract(article))


@settings(max_examples=150)
@given(st.binary(max_size=400))
@example(b"\xff\xfe" + "浙江省发布《办法》".encode("utf-16-le"))
@example(b"<html><body>" + b"<div>" * 3_000)
@example(b"%PDF-1.7 broken")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        article = read_article(data, id="bytes")
    except KGError as error:
        message = str(error)
    else:
        message = ""
        check(extract(article))
    assert "\n" not in message


# time in proportion to size


def seconds(text: str) -> float:
    """Processor time to read and extract, the better of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        extract(read(text))
        times.append(time.process_time() - start)
    return min(times)


# what makes careless patterns look back or ahead over the whole text
UNITS = (
    *(
        "《",
        "》",
        "《甲",
        "〈《",
        "(",
        "()",
        "“",
        "、",
        "和",
        "的",
        "年",
        "1",
        "#",
        "|甲",
        "a",
        "a\n",
    ),
    *(
        "3月、",
        "2020年",
        "2020年3月5日",
        "1亿元",
        "北京",
        "北京市",
        "市",
        "局",
        "有限公司",
        "产业园",
    ),
    *("甲公司、", "张三、", "关于", "该计划", "等企业", "《甲乙计划》", "《甲乙计划》\n", "区(qū)"),
    *("浙江省人民政府\n2020年3月5日\n", "浙江甲有限公司(以下简称“甲”)", "甲公司与乙公司合作,"),
    "2020年浙江省人民政府印发《甲计划》,设立产业基金10亿元,杭州甲有限公司与乙有限公司合作,",
)


@pytest.mark.parametrize("unit", UNITS)
def test_repetition_costs_no_more_than_its_length(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (10_000, 40_000))
    # four times the text in at most twice four times the time; below 0.1 s the clock decides
    assert seconds(large) <= 8 * max(seconds(small), 0.025)


def test_ordinary_news_costs_no_more_than_its_length() -> None:
    small, large = (news(random.Random(1), size) for size in (600, 2_400))
    assert seconds(large) <= 8 * seconds(small)


@pytest.mark.parametrize(
    "text",
    [
        "《" * 1_000_000,
        "(" * 100_000 + ")" * 100_000,
        "《“(〈" * 20_000 + "〉)”》" * 20_000,
        "产" * 300_000,
        news(random.Random(2), 1_500).replace("\n", "").replace("。", ","),
    ],
    ids=["a million titles", "deep brackets", "deep mixed brackets", "one word", "one line"],
)
def test_monsters_are_read_in_time(text: str) -> None:
    start = time.process_time()
    check(extract(read(text)))
    assert time.process_time() - start < 15


# nothing found where nothing is said

BARE = (
    "。",
    "\n\n\n-----\n\n",
    "首页 > 新闻 > 正文\n责任编辑:某某\n版权所有 转载请注明出处\n上一篇:没有了\n",
    "免责声明:本文仅代表作者个人观点,与本站无关。\n扫一扫分享到微信朋友圈\n",
    "春天来了,柳树发芽,孩子们在河边放风筝,老人在树下下棋。",
    "The quick brown fox jumps over the lazy dog.",
    "{} [] () <> 123 456 789",
)


@pytest.mark.parametrize("seed", range(4))
def test_a_text_may_be_cut_anywhere(seed: int) -> None:
    draw = random.Random(seed)
    for path in draw.sample(ANNOTATED, 60):
        text = path.read_text("utf-8")
        begin = draw.randrange(len(text))
        piece = text[begin : begin + draw.randrange(3, 400)].strip()
        if piece:
            check(extract(read(piece)))


@pytest.mark.parametrize(
    "text",
    [
        "SIX首席执行官Jos Dijsselh",
        "持股7.35%\n管理人:华芯投资管理有限责任公司\n已投企业:紫光展锐、中微公司",
        "由厦门大学联合成立的商务部部长出席。",
        "今年1月，重庆市经济和信息化委员会、",
        "他说，江河两岸暨港",
        "商务部发布消息，当地2023年跨境电商贸易额增长近三成，企业有300家\n",
    ],
)
def test_what_a_cut_leaves_over_is_read(text: str) -> None:
    check(extract(read(text)))


@pytest.mark.parametrize("text", BARE)
def test_no_claims_where_nothing_is_stated(text: str) -> None:
    assert extract(read(text)).claims == ()


# the same whatever the order, the processes and the hash seed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("news")
    for number in range(9):
        (home / f"n{number}.txt").write_text(news(random.Random(number), 12), encoding="utf-8")
    return home


def output(paths: list[Path], jobs: int = 1) -> bytes:
    found = extract_all(paths, jobs=jobs)
    return b"".join(written([f for f in found if isinstance(f, Extraction)], "trig"))


def test_order_and_processes_change_nothing(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    once = output(paths)
    assert once.count(b"zt:Claim") > 20
    assert output(paths[::-1]) == once
    assert output(paths, jobs=2) == once


def test_hash_seed_changes_nothing(folder: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import kg.cli; kg.cli.main()",
        "extract",
        str(folder),
        "-f",
        "jsonl",
    ]
    outputs = {
        subprocess.run(
            command,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs != {b""}


def test_a_place_has_one_label_a_language() -> None:
    """A city that the text names and one that only contains it are called alike everywhere."""
    texts = ("四川省内江市设立轴承产业基金。", "内江市威远县的甲铸造有限公司投产。")
    read = [extract(read_article(text.encode(), id=f"t{i}")) for i, text in enumerate(texts)]
    quads = b"".join(written(read, "nquads")).decode().splitlines()
    said = (quad.split(" ", 2) for quad in quads)
    labels = {o for s, p, o in said if s.endswith("/内江市>") and p.endswith("#prefLabel>")}
    assert labels == {'"Neijiang"@en .', '"内江市"@zh-hans .'}
