"""Where something happens or lies that a verb tells of: 在甲市成立, 总部位于甲市的乙."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.scene import BY_HAND, Arg, Scene
from kg.extraction.sentences.rules import Frame
from kg.patterns import regex


def builds_inside(builder: Arg, built: list[Arg]) -> bool:
    """Tell whether it is a zone that builds or holds it, and inside itself: a park, a forum."""
    return builder.class_name == "IndustrialPark" and all(
        arg.class_name in ("IndustrialPark", "Project", "Institute", "Event") for arg in built
    )


def named_behind(scene: Scene, frame: Frame, place: Arg) -> list[Arg]:
    """The thing that a clause before it places: 总部位于英国的一家名为甲的公司."""
    index = scene.after(place.end)
    if index < len(scene.args):
        arg = scene.args[index]
        gap = scene.text[place.end : arg.start]
        if arg.class_name in frame.agent and _WHICH.fullmatch(gap):
            return [arg]
    return []


# 扎根甲市十余年的乙, 自落户甲市以来,乙…, 作为落户甲园的首个项目,乙…
_WHICH = regex(
    "(?:[^,。;、的]{0,6}年|[境区园]?[内里]|腹地|核心区域?|[^,。;、的]{2,5}(?:街道|镇|乡|片区|路|大道))?的(?!(?:公司|企业|机构)[^,。;“、]{0,3}[去今前近已曾还从将又])[^,。;]{0,18}|[^,。;、的]{0,6}(?:以来|以后|之后|年来|后),"
    "|的[^,。;]{0,10}(?:项目|企业|公司|机构|院校|平台),"
)


_ALL_CALLED = ("统称", "统称为", "合称", "并称")


def all_called(scene: Scene) -> Iterator[tuple[list[Arg], Arg]]:
    """Lists of zones and what all of a list are called: 甲、乙2个高新区(统称丙高新区)."""
    for index, host in scene.asides.items():
        whole = scene.args[index]
        lead = scene.text[scene.args[host].end : whole.start].rstrip("“")
        if lead.endswith(_ALL_CALLED):
            yield scene.group(host, ("IndustrialPark",), with_others=False), whole


_HERE = regex(r"(?:在|于|落户|落地|入驻|坐落|位于|授牌|批复|批准|同意)$")


_ONE_BY_ONE = regex("(?:分别|各自)(?:[由在于]□(?:[、和与及]□)*)?[^□,;与和同]{0,8}$")


def one_by_one(scene: Scene, start: int) -> bool:
    """Tell whether two lists around a verb are read in pairs: 甲和乙分别位于丙和丁."""
    words = scene.text[scene.clause_start(start) : start]
    if "分别" not in words and "各自" not in words:
        return False
    return _ONE_BY_ONE.search(scene.plain(start - len(words), start)) is not None


def places_of(scene: Scene, start: int, behind: int, agents: list[Arg], metonym: bool) -> list[Arg]:
    """Where it happens: 在X、Y成立, 落户X; or the places that act."""
    place = _place_of(scene, start, behind, agents)
    if metonym and (place is None or place in agents):
        return [
            Arg(a.start, a.end, "Place", a.place.full, None, a.place)
            for a in agents
            if a.place and not _ITS_PEOPLE.match(scene.text, a.end)
        ]
    if place is None:
        return []
    group = scene.group(scene.after(place.start), ("Place", "IndustrialPark"), with_others=False)
    return [arg for arg in group if arg.start >= place.start]


# 甲县人乙成立丙, 甲省上百商户成立丁
_ITS_PEOPLE = regex("(?:籍|人(?!民)|[近超上数约\\d几多]*[百千万\\d余多几][名位家户个])")


def _place_of(scene: Scene, start: int, behind: int, agents: list[Arg]) -> Arg | None:
    first = scene.after(scene.clause_start(start))
    best = None
    headed = scene.text.startswith("的", behind - 1)  # 甲主办的乙在丙…: 丙 belongs to what follows
    stop = start if headed else scene.clause_end(behind) + 1
    for arg in scene.args[first : scene.after(stop)]:
        if _ELSEWHERE.match(scene.text, arg.end):
            continue  # 旗下位于甲市的子公司乙设立丙: where 乙 is
        from_it = headed and arg.end == start and scene.text.endswith("从", 0, arg.start)
        here = from_it or _HERE.search(scene.text, max(0, arg.start - 3), arg.start)
        if here and arg.class_name in ("Place", "IndustrialPark"):
            best = arg
    before = scene.args[first - 1] if first and best is None else None
    if before and before.class_name == "Place" and before.end + 1 == scene.clause_start(start):
        lead = scene.text[scene.clause_start(before.start) : before.start]
        best = before if _GONE.search(lead) else None
    if best is None and agents and agents[-1].end <= start:  # 甲公司牵手乙新区成立丙基金
        index = scene.after(agents[-1].start) + 1
        partner = scene.args[index] if index < len(scene.args) else None
        if partner and partner.class_name == "Place" and partner.end <= start:
            joined = scene.text[agents[-1].end : partner.start] in BY_HAND
            return partner if joined else None
    return best


_GONE = regex("(?:来到|回到|返回)(?:家乡|故乡|老家)?$")  # 回到家乡甲市,创办乙
_ELSEWHERE = regex("的(?:[^,。;]{0,6}(?:公司|企业|总部|工厂))")


_STREET = regex(
    r"(?:[\u4e00-\u9fff]{1,6}(?:路|街|大道)[东西南北中一二三四五六]{0,2}段?(?:[\d-]+号)?)?"
)


def innermost(scene: Scene, spots: list[Arg]) -> list[Arg]:
    """The spots without those in which the one right behind lies: 甲市乙区丙路9号丁产业园."""
    inner: list[Arg] = []
    for spot in spots:
        index = scene.after(spot.start) + 1
        while index < len(scene.args):
            following = scene.args[index]
            beside = _STREET.fullmatch(scene.text, spot.end, following.start)
            if not beside or following.class_name not in ("Place", "IndustrialPark"):
                break
            spot, index = following, index + 1
        if spot not in inner:
            inner.append(spot)
    return inner
