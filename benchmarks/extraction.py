"""Speed of the extraction on one core, as a ratio to two taggers on the same text in one run.

    python benchmarks/extraction.py [FOLDER]

Articles of a folder, or generated ones without it. Rounds alternate between the candidates, so a
change of the machine's speed touches all alike; the best round of each counts. `jieba` (0.42) is
measured where it is installed; its tagger is what extraction code in Python usually starts with.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.article import Article, read_article

ROUNDS = 5
PARTS = (
    "{year}年{month}月,{city}人民政府印发《{city}{field}产业发展行动计划({year}—2027年)》。",
    "《计划》提出,到2027年,培育{field}企业{n}家以上,设立{city}{field}产业引导基金。",
    "{brand}科技有限公司与{city}大学签署战略合作协议,共建{city}{field}创新研究院。",
    "对首次认定的{field}企业,给予不超过{n}万元奖励,每家企业每年最高{n}万元。",
    "当前,{field}正在成为经济增长的新动力,各地围绕应用场景加快布局,产业生态逐步完善。",
    "业内人士认为,技术进步带来的变化还在继续,企业需要在人才和资金方面做好准备。",
)


def main() -> None:
    """Print megabytes of UTF-8 a second, the ratios, cold start and peak memory."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    articles = list(_read(folder) if folder else _generated())
    if not articles:
        raise SystemExit(f"no .txt articles in {folder}")
    size = sum(len(article.text.encode()) for article in articles)
    candidates = dict(_candidates())
    best = {name: float("inf") for name in candidates}
    for _ in range(ROUNDS):
        for name, work in candidates.items():
            start = time.process_time()
            for article in articles:
                work(article)
            best[name] = min(best[name], time.process_time() - start)
    print(f"{len(articles)} articles, {size / 1e6:.2f} MB")
    for name, seconds in best.items():
        ratio = seconds / best["rjieba.tag"]
        print(f"{name:16}{size / seconds / 1e6:9.2f} MB/s  {ratio:7.1f} x the time of rjieba.tag")
    print(f"cold start       {_cold_start():9.2f} s with one article")
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")


def _candidates() -> Iterator[tuple[str, Callable[[Article], object]]]:
    import rjieba

    from kg.extraction import extract

    yield "rjieba.tag", lambda article: rjieba.tag(article.text)
    yield "kg.extract", extract
    try:
        from jieba import posseg
    except ImportError:
        return
    posseg.lcut("加载词典")
    yield "jieba.posseg", lambda article: posseg.lcut(article.text)


def _read(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.rglob("*.txt")):
        yield read_article(path)


def _generated() -> Iterator[Article]:
    draw = random.Random(7)
    cities = ("合肥市", "苏州市", "成都市", "武汉市", "西安市", "青岛市", "长沙市", "南宁市")
    fields = ("低空经济", "人工智能", "生物医药", "氢能", "集成电路", "智能网联汽车")
    brands = ("海辰", "云岭", "星澜", "泽川", "启衡", "瀚宇")
    for number in range(60):
        lines = []
        for _ in range(40):
            lines.append(
                draw.choice(PARTS).format(
                    year=draw.randint(2018, 2024),
                    month=draw.randint(1, 12),
                    city=draw.choice(cities),
                    field=draw.choice(fields),
                    brand=draw.choice(brands),
                    n=draw.randint(10, 900),
                )
            )
        yield read_article("\n".join(lines).encode(), id=f"generated{number}")


def _cold_start() -> float:
    code = (
        "from kg.article import read_article\nfrom kg.extraction import extract\n"
        "extract(read_article('2021年3月,合肥市人民政府印发《合肥市氢能规划》。'.encode()))"
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
