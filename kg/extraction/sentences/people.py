"""Posts: which person is what of which body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.extraction.facts import Facts, Node
from kg.extraction.lexicon import lexicon
from kg.extraction.naming.agencies import home_of
from kg.extraction.naming.foreign import is_abroad
from kg.extraction.naming.mentions import Found
from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.subjects import topic_at
from kg.model import Text
from kg.patterns import regex

_POSTS = "|".join(lexicon().posts)
_OF = "(?:党组|党委|党工委|党?(?:总?支部?)|党的?|工委|管委会|村委会|机关|常务|第一|执行|代|分管)?"
_BEFORE = regex(
    rf"(?P<former>前|原|时任)?(?P<post>(?:[\u4e00-\u9fff]{{2,8}}?[处室科](?=副?[处主科]))?{_OF}(?:{_POSTS})(?:(?:、|兼|,){_OF}(?:{_POSTS}))*)(?P<by>(?:一职|职务)?(?:现|将)?由)?$"
)
_GOVERNED = regex(r"^(?:常务)?(?:副|代)?(?:省长|市长|区长|县长|州长)")


_TAKES = regex(
    r":?\((?:[男女],)?|(?:,?(?:同志)?|\((?:[^()]{2,16},)?)(?:现任|现担任|曾任|历任|担任|出任|兼任|就任|任|当选为?|被任命为|获任|系|是|为|,|:)$"
)
_POST = regex(rf"{_OF}(?:{_POSTS})(?:、{_OF}(?:{_POSTS}))*(?=[,。;、)]|$|的|期间|时|一职)")
_FURTHER = regex("[、,;兼]{1,2}(?:曾任|现任)?")


def add_posts(facts: Facts, scene: Scene) -> None:
    """Say which posts persons hold, from the words between a body or place and the name."""
    if "Person" not in scene.kinds:
        return
    _add_careers(facts, scene)
    _add_premiers(facts, scene)
    _add_appointed(facts, scene)
    _add_taken_up(facts, scene)
    for index, person in enumerate(scene.args):
        if person.class_name == "Person":
            _add_posts_before(facts, scene, index)
            _add_founder(facts, scene, person)
    _add_next_posts(facts, scene)
    _add_heads_of_regions(facts, scene)


# 甲市副市长、开发区主任乙: the first post is told, whatever the next ones are
_BEFORE_OTHERS = regex(
    rf"(?P<former>前|原|时任)?(?P<post>{_OF}(?:{_POSTS})(?:、{_OF}(?:{_POSTS}))*)"
    rf"(?:[、兼](?:(?![的和与])[\u4e00-\u9fff]){{2,14}}(?:{_POSTS}))?(?P<by>[、兼]?)$"
)


def _add_posts_before(facts: Facts, scene: Scene, index: int) -> None:
    """Say which posts stand in front of a name, of one body or more: 甲市委书记、乙局局长丙."""
    person, text = scene.args[index], scene.text
    end = person.start
    for body in reversed(scene.args[:index]):
        if body.class_name not in ("Agency", "Place") or end - body.end > _LONGEST_POST:
            return
        headed = body.place or body.name.endswith(("部", "局", "厅", "署", "司", "院"))
        start = body.end
        if headed and text.startswith("长", start):  # 贵阳市长: the place ends in 市
            start -= 1
        last = end == person.start
        match = _BEFORE.fullmatch(text, start, end) if last else None
        match = match or _BEFORE_OTHERS.fullmatch(text, start, end)
        if match is None or not (last or match["by"]):
            return  # 甲市市长乙市书记: nothing joins the two
        held, span = _bodies(body, match["post"]), (body.start, person.end)
        former = match["former"] is not None or text.endswith(_FORMERLY, 0, body.start)
        _add(facts, person, held, span, confidence=0.85, former=former)
        end = body.start


_LONGEST_POST = 22
_FORMERLY = ("原", "时任")


# 甲由乙、丙等人发起, 系丁集团董事长乙创办, 由乙一手创办, 创办人乙
_FOUNDER = regex(r"(?:^|[,;:。、”\n由])(?:公司|其)?(?:联合)?(?:创始人|创办人|创立者)$")
_BY = regex(
    r"[由为系是](?:[^,。;由]{2,16}(?:董事长|总裁|教授|博士|院士|创始人|[者”]))?"
    r"(?:[\u4e00-\u9fff]{2,3}[、和与]){0,3}(?:[他她]和)?(?:妻子|丈夫)?$"
)
_FOUNDED = regex(
    r"(?:\([^()]{2,12}\))?(?:(?:、[\u4e00-\u9fff]{2,3}){0,3}(?:等[^,。;]{0,3})?"
    r"|[先女]生|女士|博士|教授|夫妇|兄弟|[两三四五]人)"
    r"(?:[于在从]?[^,。;的由]{0,18}?)(?:创办|创立|创建|发起|办起|起步)(?:于|(?=[,。;)\n]|$)|的?(?:企业|公司)[,。])"
)
_LEAVES = regex(
    r"(?:、[\u4e00-\u9fff]{2,3}){0,3}(?:夫妇|兄弟|姐妹|父子|[两三四]人)?[^,。;:]{0,24}?"
    r"(?:走出|离开[^,。;]{2,10}|辞去[^,。;]{2,12}|毕业|辞职|离职|回国|下海)后?,(?:于?\d{4}年(?:\d{1,2}月)?)?"
    r"(?:联合|共同|一起|又)?(?:创办|创立|创建|办起|成立|组建)了?"
)


def _add_founder(facts: Facts, scene: Scene, person: Arg) -> None:
    """Say who founded a firm that is told elsewhere: 甲由乙、丙等人发起; 甲离开乙大学,创办丙."""
    if facts.has(person.node, "founderOf"):
        return
    leaves = _LEAVES.match(scene.text, person.end)
    founded = [a for a in scene.args if leaves and a.start == leaves.end()]
    low = max(scene.start - 1, person.start - 30, 0)
    before, end = _FOUNDER.search(scene.text, low, person.start), person.end
    if before is None and (behind := _FOUNDED.match(scene.text, end)):
        before, end = _BY.search(scene.text, low, person.start), behind.end()
    if before and not founded:
        founded = list(_founded(scene, before.start()))
    for firm in founded:
        if firm.class_name == "Company":
            span = [(min(firm.start, person.start), max(firm.end, end))]
            status = scene.status(person.end)
            facts.add(person.node, "founderOf", firm.node, span, confidence=0.7, status=status)


def _founded(scene: Scene, at: int) -> Iterator[Arg]:
    """What is founded by whom a clause names from a position on: the firm in front of it."""
    own = [a for a in scene.args if scene.clause_start(at) <= a.start and a.end <= at]
    own = [a for a in own if a.class_name not in ("Person", "Place")]
    firms = [a for a in own if a.class_name == "Company"]
    firm = firms[-1] if firms else (None if own else _firm_spoken_of(scene, at))
    if firm is not None:
        yield firm


_CAME_TO_BE = regex("[^,。;:]{0,8}(?:成立|挂牌|揭牌|诞生|注册|组建|开业|问世|落成)")
_ASIDE = ("在", "于", "向", "与", "和", "从", "被")  # 2015年在甲交易所上市,由乙创办


def _firm_spoken_of(scene: Scene, at: int) -> Arg | None:
    """The firm whose founder a clause tells that does not name it."""
    ahead = [a for a in scene.args[: scene.after(at)] if a.class_name == "Company"]
    ahead = [a for a in ahead if not scene.text.endswith(_ASIDE, scene.start, a.start)]
    if not ahead:  # the sentence before is about whom it begins with
        about = (scene.subject, scene.about)
        return next((a for a in about if a and a.class_name == "Company"), None)
    if _CAME_TO_BE.match(scene.text, ahead[-1].end, at):
        return ahead[-1]  # 甲与乙合资的丙成立,由丁一手创办
    called = [a for a in ahead if a.mention and a.mention.rule == "short form"]
    topic = called[-1] if called else topic_at(scene, at, ("Company",))
    return topic or (ahead[0] if len(ahead) == 1 else None)


def _add(
    facts: Facts,
    person: Arg,
    held: Iterable[tuple[Node, str]],
    span: tuple[int, int],
    *,
    confidence: float,
    status: str = "done",
    former: bool = False,
) -> None:
    """Say that somebody holds posts, each of its body."""
    stage = Text("前任") if former else None
    for body, post in held:
        facts.add(
            person.node,
            "holdsPost",
            body,
            [span],
            confidence=confidence,
            status=status,
            qualifiers={"post": Text(post), "stage": stage},
        )


def _add_careers(facts: Facts, scene: Scene) -> None:
    """Say which posts somebody holds or held: 丙任甲市副市长, 丙(现任甲省委常委、乙工委书记)."""
    for index, person in enumerate(scene.args[:-1]):
        following = index + 1
        body = scene.args[following]
        if person.class_name != "Person" or not _TAKES.fullmatch(
            scene.text, person.end, body.start
        ):
            continue
        if scene.text[person.end : body.start] == "," and _is_listed(scene, following):
            continue
        while match := _post_at(scene, body):
            held, span = _bodies(body, match[0]), (person.start, match.end())
            _add(facts, person, held, span, confidence=0.8, status=scene.status(body.start))
            following += 1
            further = _FURTHER.match(scene.text, match.end())
            if not further or following >= len(scene.args):
                break
            body = scene.args[following]
            if body.start != further.end():
                break


_ENDS_IN_POST = regex(f"(?:{_POSTS})$")


def _is_listed(scene: Scene, at: int) -> bool:
    """Tell whether a body is that of the next of several guests: 甲局局长乙,丙市委常委、市长丁."""
    start = scene.args[at].end
    following = (arg for arg in scene.args[at + 1 :] if arg.class_name == "Person")
    person = next(following, None)
    title = scene.text[start : person.start] if person else ","
    return not re.search("[,。;:(]", title) and _ENDS_IN_POST.search(title) is not None


def _post_at(scene: Scene, body: Arg) -> re.Match[str] | None:
    """The posts right behind a body or a region, whose 市 may be the one of 市长."""
    if body.class_name not in ("Agency", "Place"):
        return None
    start = body.end - (body.place is not None and scene.text.startswith("长", body.end))
    return _POST.match(scene.text, start)


_PREMIER = regex("(?:副)?总理|国务委员")


def _add_premiers(facts: Facts, scene: Scene) -> None:
    """Say who is premier or vice premier: 甲副总理率队考察."""
    for person in scene.args:
        post = person.class_name == "Person" and _PREMIER.match(scene.text, person.end)
        if post:
            held, span = [(Node("Agency", "国务院"), post[0])], (person.start, post.end())
            _add(facts, person, held, span, confidence=0.8)


_APPOINTS = ("任命", "任命了", "聘任", "聘任了", "委任", "委任了", "提名", "聘请", "聘请了")
_APPOINTED = regex(
    r"(?:先生|女士|博士|教授)?(?:为|担任|出任|任|作为)"
    rf"(?P<post>[^,。;:]{{0,16}}?(?:{_POSTS}))(?=[,。;]|$)"
)


def _add_appointed(facts: Facts, scene: Scene) -> None:
    """Say which post an agency has given to whom: 甲委员会任命乙为高级顾问."""
    for body, person in zip(scene.args, scene.args[1:], strict=False):
        given = person.class_name == "Person" and _APPOINTED.match(scene.text, person.end)
        if (
            given
            and body.class_name == "Agency"
            and scene.clause_start(person.start) <= body.start
            and scene.text.endswith(_APPOINTS, body.end, person.start)
        ):
            planned = scene.text.endswith("提名", body.end, person.start)
            status = "planned" if planned else scene.status(person.start)
            held, span = [(body.node, given["post"])], (body.start, given.end())
            _add(facts, person, held, span, confidence=0.75, status=status)


_TAKES_UP = regex(
    r"(?:担任|出任|兼任|接任|就任|任)(?:首任|首届|新任|新一任|现任|第[一二三四五]任|其)?"
    rf"(?P<post>{_OF}(?:{_POSTS}))(?=[,。;]|$)"
)


def _add_taken_up(facts: Facts, scene: Scene) -> None:
    """Say who takes up a post of the agency that the clause before tells of: 甲局挂牌,乙任局长."""
    for before, person in pairwise(scene.args):
        taken = person.class_name == "Person" and _TAKES_UP.match(scene.text, person.end)
        own = person.start == scene.clause_start(person.start) > before.start
        if taken and own and before.class_name == "Agency":
            held, span = [(before.node, taken["post"])], (before.start, taken.end())
            _add(facts, person, held, span, confidence=0.7, status=scene.status(person.end))


_NEXT = regex(
    "(?:[、,和及]|以及)(?!(?:常务|代)?副?[省市区县州镇]长|[省市区县]委|董事|总经理|总裁|院士|教授)"
    rf"(?P<post>{_OF}(?:{_POSTS}))"
)


def _add_next_posts(facts: Facts, scene: Scene) -> None:
    """Say which posts of an agency those hold who follow in a list: 甲局局长乙、副局长丙."""
    body: Arg | None = None
    for left, person in pairwise(scene.args):
        if left.class_name != "Person":
            body = left if left.class_name == "Agency" else None
        following = body and person.class_name == "Person" and facts.has(left.node, "holdsPost")
        post = _NEXT.fullmatch(scene.text, left.end, person.start) if following else None
        if body and post:
            held, span = _bodies(body, post["post"]), (body.start, person.end)
            _add(facts, person, held, span, confidence=0.7)


# 甲市委书记乙致辞,副市长丙主持: the post of the region of that kind that is named last
_AT_HEAD = regex(
    r"(?:^|[,;:、])(?:由|代表)?(?P<post>(?:省委|市委|区委|县委)?书记"
    r"|(?:常务|代)?副?(?P<level>[省市区县州])长(?:、(?:代|副)?[省市区县州]长)*)$"
)


def _add_heads_of_regions(facts: Facts, scene: Scene) -> None:
    """Say of which region somebody is mayor, where a clause before names it."""
    for index, person in enumerate(scene.args):
        at_head = person.class_name == "Person" and _AT_HEAD.search(
            scene.text, max(scene.start, person.start - _LONGEST_POST), person.start
        )
        if not at_head:
            continue
        level = at_head["level"]
        told = f"{level}(?:委员会|人民政府)?$" if level else "^中共"
        ahead = (arg for arg in reversed(scene.args[:index]) if arg.end <= at_head.start("post"))
        bodies = (arg for arg in ahead if arg.class_name in ("Place", "Agency"))
        region = next((arg for arg in bodies if re.search(told, arg.name)), None)
        if region is not None and not facts.has(person.node, "holdsPost"):
            span = (region.start, person.end)
            _add(facts, person, _bodies(region, at_head["post"]), span, confidence=0.7)


_BARE_HEAD = regex(
    "(?:^|[,。;、\n])[ ]*(?P<post>(?:常务|代)?副?(?P<level>[省市区县])长(?:、[省市区县]委副书记)?)$"
)


_AHEAD = 4000  # characters in front of a mayor in which the city is named


def add_bare_heads(facts: Facts, found: Found) -> None:
    """Say of which region somebody is mayor whom the paper of the place calls 市长 alone."""
    text = found.words.text
    for person in found.mentions:
        if person.class_name != "Person":
            continue
        head = _BARE_HEAD.search(text, max(0, person.start - _LONGEST_POST), person.start)
        node = Node("Person", person.name)
        if head is None or facts.has(node, "holdsPost"):
            continue
        level = head["level"]
        ahead = found.places.within(max(0, person.start - _AHEAD), person.start)
        last = next((hit.full for hit in reversed(ahead) if hit.name.endswith(level)), None)
        if last is not None and last == (home := home_of(found.places, level, person.start)):
            held = [(Node("Agency", home + "人民政府"), head["post"])]
            span = (head.start("post"), person.end)
            arg = Arg(person.start, person.end, "Person", person.name, person)
            _add(facts, arg, held, span, confidence=0.6)


# in front of a post of the state: what the committee of the party beside it is called
_COMMITTEE = regex("(?:中共)?(?P<seat>.+?)(?:党?工作)?委员会")
_OFFICE = regex("管委会(?:副)?主任")


def _bodies(body: Arg, posts: str) -> Iterator[tuple[Node, str]]:
    """The bodies to which the posts of one name belong, each with its posts: 甲市委书记、市长."""
    of_body: dict[Node, list[str]] = {}
    seat = _COMMITTEE.fullmatch(body.name) if body.class_name == "Agency" else None
    for post in re.split("[、兼,]", posts):
        holding = _body(body, post)
        if seat and _GOVERNED.match(post):
            holding = Node("Agency", seat["seat"] + "人民政府")
        elif seat and _OFFICE.match(post):
            holding = Node("Agency", seat["seat"] + "管理委员会")
        elif of_body and post.startswith("党组"):  # 甲省省长、党组书记
            holding = next(reversed(of_body))
        of_body.setdefault(holding, []).append(post)
    return ((holding, "、".join(held)) for holding, held in of_body.items())


def _body(body: Arg, post: str) -> Node:
    """The body that a post belongs to; the mayor of a bare place heads its government."""
    if body.class_name == "Agency" or body.place is None:
        return body.node
    if _GOVERNED.match(post) and not is_abroad(body.place):
        return Node("Agency", body.place.full + body.place.government)
    return Node("Place", body.place.full)
