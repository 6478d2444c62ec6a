"""Resolution of many generated articles: time, growth of time, and quality against the truth.

    python benchmarks/resolution.py [ARTICLES…]        resolve 1000, 3000, 10000 articles
    python benchmarks/resolution.py --store CLAIMS     add an article to a store of so many claims

The generator knows which thing every name means, so quality is measured against the truth.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.article import read_article
from kg.dataset import assemble
from kg.extraction import Extraction, extract
from kg.gazetteer import Place, canonical_name
from kg.gazetteer.table import table
from kg.growth import Change, OwnGraph, news
from kg.model import Claim, Entity, PartialDate, Span
from kg.records import Record
from kg.resolution import Form, form_of, resolve
from kg.resolution.keys import agency_key, read_firm, read_title
from kg.resolution.names import folded, located, plain, years
from kg.store import save

BODIES = {
    "工业和信息化局": "工信局",
    "发展和改革委员会": "发改委",
    "科学技术局": "科技局",
    "财政局": "财政局",
    "人民政府": "政府",
    "市场监督管理局": "市监局",
}
MATTERS = (
    "低空经济",
    "人工智能",
    "生物医药",
    "集成电路",
    "新能源汽车",
    "数字经济",
    "商业航天",
    "机器人",
)
KINDS = ("若干措施", "行动计划", "实施意见", "管理办法")
SYLLABLES = "华信科达云天海盛元启辰瑞泰安恒宇博思创智远景明德力通联合众嘉禾金石玉林森泽润丰"


@dataclass(frozen=True)
class Thing:
    """A thing of the generated world and the ways in which it is written."""

    id: str
    class_name: str
    writings: tuple[str, ...]


def world(size: int, draw: random.Random) -> list[Thing]:
    """Invent agencies, policies, firms and parks of real places."""
    places = [p for p in table().places.values() if p.level == "city" and p.until is None]
    things = []
    while len(things) < size:
        place = draw.choice(places)
        short = place.name.removesuffix("市")
        things += [_agency(place, short, draw), _policy(place, short, draw)]
        things += [_firm(place, short, draw) for _ in range(3)]
        things.append(_park(place, short, draw))
    return list({thing.id: thing for thing in things}.values())


def _agency(place: Place, short: str, draw: random.Random) -> Thing:
    body = draw.choice(list(BODIES))
    full = canonical_name(place)
    writings = (full + body, full + BODIES[body], short + BODIES[body])
    return Thing(f"agency {place.code} {body}", "Agency", writings)


def _policy(place: Place, short: str, draw: random.Random) -> Thing:
    matter, kind, year = draw.choice(MATTERS), draw.choice(KINDS), draw.randint(2019, 2025)
    core = f"促进{matter}高质量发展{kind}"
    full = canonical_name(place)
    title = f"{full}{core}（{year}年）" if kind == "行动计划" else f"{full}{year}年{core}"
    bare = title.replace(full, short, 1)
    shell = f"{full}人民政府关于印发{title}的通知"
    return Thing(f"policy {place.code} {matter} {kind} {year}", "Policy", (title, bare, shell))


def _firm(place: Place, short: str, draw: random.Random) -> Thing:
    brand = "".join(draw.choices(SYLLABLES, k=4))
    trade = draw.choice(("科技", "医药", "半导体", "机器人"))
    writings = (f"{canonical_name(place)}{brand}{trade}有限公司", f"{short}{brand}{trade}有限公司",
                f"{brand}{trade}有限公司", f"{brand}{trade}")  # fmt: skip
    return Thing(f"firm {brand} {trade}", "Company", writings)


def _park(place: Place, short: str, draw: random.Random) -> Thing:
    name = "".join(draw.choices(SYLLABLES, k=2)) + draw.choice(MATTERS) + "产业园"
    return Thing(
        f"park {place.code} {name}", "IndustrialPark", (canonical_name(place) + name, short + name)
    )


def articles(count: int, seed: int = 1) -> Iterator[list[tuple[Thing, str]]]:
    """Write articles as lists of names with what each means; some things are met often."""
    draw = random.Random(seed)
    things = world(max(60, count * 4), draw)
    weights = [1 / (1 + rank) ** 0.6 for rank in range(len(things))]
    for _ in range(count):
        some = draw.choices(things, weights, k=20)
        yield [(thing, draw.choice(thing.writings)) for thing in dict.fromkeys(some)]


def forms(count: int) -> list[tuple[Form, Thing]]:
    """The forms of generated articles, with what they mean."""
    return [
        (form_of(Entity(thing.class_name, name), f"s{number}"), thing)
        for number, named in enumerate(articles(count))
        for thing, name in named
    ]


def pairwise(found: list[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall over pairs, from cluster and truth of each mention."""
    both = Counter(found)
    by_cluster, by_truth = Counter(c for c, _ in found), Counter(t for _, t in found)
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())  # noqa: E731
    right = pairs(both)
    return right / pairs(by_cluster), right / pairs(by_truth)


def resolving(counts: list[int]) -> None:
    """Print time and quality of resolution for each number of articles."""
    print(f"{'articles':>9}{'mentions':>10}{'seconds':>9}{'µs/(n log n)':>14}{'P':>8}{'R':>8}")
    resolve([form for form, _ in forms(50)])  # the gazetteer is read once
    for count in counts:
        made = forms(count)
        for cached in (plain, folded, located, years, read_title, agency_key, read_firm):
            cached.cache_clear()
        gc.collect()
        start = time.perf_counter()
        iris = resolve([form for form, _ in made]).iris
        seconds = time.perf_counter() - start
        precision, recall = pairwise([(iris[form], thing.id) for form, thing in made])
        unit = seconds * 1e6 / (len(made) * math.log2(len(made)))
        print(
            f"{count:9}{len(made):10}{seconds:9.2f}{unit:14.2f}{precision:8.4f}{recall:8.4f}",
            flush=True,
        )


def generated(number: int, named: list[tuple[Thing, str]]) -> Extraction:
    """An extraction of a generated article: who issued what, what lies where."""
    text = f"第{number}号。" + "；".join(name for _, name in named) + "。"
    article = read_article(text.encode(), id=f"s{number}")
    spans = {name: Span(*article.bounds(i, i + len(name)))
             for _, name in named if (i := article.text.find(name)) >= 0}  # fmt: skip
    entities = [Entity(thing.class_name, name) for thing, name in named if name in spans]
    place = Entity("Place", "中国")
    claims = []
    issuers = [e for e in entities if e.class_name == "Agency"]
    for entity in entities:
        where = (spans[entity.name],)
        if entity.class_name == "Policy":
            # what a policy is called tells its date, but one article in fifty has it wrong
            day = len(entity.name) + (number % 50 == 0)
            date = PartialDate(f"{2019 + day % 7}-{1 + day % 12:02}")
            claims.append(Claim(article.id, entity.iri, "issuedDate", date, where))
            claims += [Claim(article.id, entity.iri, "issuedBy", i.iri, where) for i in issuers]
        elif entity.class_name != "Agency":
            claims.append(Claim(article.id, entity.iri, "locatedIn", place.iri, where))
            firms = [e for e in entities if e.class_name == "Company" and e != entity][:3]
            claims += [Claim(article.id, entity.iri, "partnerOf", f.iri, where) for f in firms]
    return Extraction(article, (*entities, place), tuple(claims), {})


def adding(claims: int) -> None:
    """Print how long one article takes in a store of many claims."""
    own, made, count = OwnGraph(assemble()), 0, 0
    batch: dict[str, Record | None] = {}
    start = time.perf_counter()
    for number, named in enumerate(articles(claims // 40)):
        extraction = generated(number, named)
        made, count = made + len(extraction.claims), count + 1
        batch[extraction.article.id] = Record.of(extraction)
        if len(batch) == 400 or made >= claims:
            own.apply(Change(records=batch))
            batch = {}
        if made >= claims:
            break
    print(f"{count} articles, {made} claims: {time.perf_counter() - start:.1f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        save(own.engine, Path(folder) / "store")
        del own
        gc.collect()
        times = []
        text = (Path(__file__).parents[1] / "tests" / "articles").glob("*.txt")
        for path in sorted(text)[:5]:
            start = time.perf_counter()
            own = OwnGraph.open(Path(folder) / "store")
            brought = news(own, own.add(extract(read_article(path))))
            times.append(time.perf_counter() - start)
            print(f"{path.stem}: {times[-1]:.2f} s, {len(brought.new)} new claims", flush=True)
            del own
            gc.collect()
        for number, named in list(enumerate(articles(claims // 40, seed=1), 10**6))[:5]:
            start = time.perf_counter()
            own = OwnGraph.open(Path(folder) / "store")
            brought = news(own, own.add(generated(number, named)))
            times.append(time.perf_counter() - start)
            print(
                f"s{number}: {times[-1]:.2f} s, {len(brought.confirmed)} known claims", flush=True
            )
            del own
            gc.collect()
        print(f"median {statistics.median(times):.2f} s, most {max(times):.2f} s")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 3000, 10000])
    parser.add_argument("--store", type=int, metavar="CLAIMS")
    options = parser.parse_args()
    if options.store:
        adding(options.store)
    else:
        resolving(options.articles)


if __name__ == "__main__":
    main()
