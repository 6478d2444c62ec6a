"""Persons with foreign names: 蒂姆·库克, 总统马克龙, 创始人Vitalik Buterin."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.reading import Mention, Words
from kg.patterns import regex

# the characters that foreign names are written with
_SOUND = (
    "阿埃艾爱安昂奥澳巴拜班邦保鲍贝本比彼毕宾波伯博勃布查察茨达大戴丹道德登邓狄迪蒂帝丁杜多顿俄厄恩尔法凡范菲费芬丰冯佛夫弗福富盖甘冈高戈哥格葛根古瓜圭哈海汉豪荷罕赫亨"
    "洪侯胡华怀惠霍基吉加佳贾简杰金津京卡凯坎康考柯科可克肯孔库夸奎昆拉莱赖兰朗劳勒雷蕾黎李里理利丽丽莉莲连良列林琳龙隆娄卢鲁路露伦罗洛吕马玛迈麦曼芒毛梅门蒙米密明莫墨默姆木穆"
    "娜拿纳乃南内妮尼聂宁牛纽努诺欧帕潘庞佩彭皮平珀普奇契恰钱乔切琴琼丘屈让热仁日荣茹瑞若撒萨塞赛桑瑟森沙莎珊尚绍舍申圣施什史士舒斯丝思松苏素索所塔太泰坦汤唐陶特滕提田廷图托脱瓦万旺威韦维"
    "伟温文翁沃乌吾武西希锡席夏香肖谢辛欣兴雄休许旭雪逊雅亚延扬杨耶叶伊易因英雍尤于宇约云赞泽扎詹张哲珍芝志治钟仲朱兹宗祖佐"
    "卫采策代黛捷齐钦喀樊奈涅蓬谭薇娅茜娃蒂"
)
_DOTTED = regex(rf"[{_SOUND}]{{1,6}}(?:[·•‧・][{_SOUND}A-Z]{{1,8}}){{1,3}}(?![·•‧・])")
_SPOKEN = (
    "表示|称|说|认为|指出|宣布|强调|在|于|与|和|等|访|签|发|出席|致辞|会见|接受|提出|透露|介绍|告诉|回应|对|就"
    "|、|,|。|\\)|的|将|曾|领导|创立|创办|成立|上台|政府"
    "|则|也|还|又|便|已|再|都|明确|近日|日前|当[天日]|昨|今|周[一二三四五六日]|\\d|直言|坦言|警告|呼吁|要求|敦促"
    "|反对|支持|批评|担任|此前|随后|作证|重申|承诺|写道|致信|辞|卸任|上任|当选|连任|抵达|拒绝|希望|认定|警示"
)
# where a name of two characters must be that of a foreigner: 英国央行行长卡尼
_ABROAD = regex(
    "(?:[美英法德日韩俄印意加澳欧]国?|联邦|联储|央行|国会|白宫)[^,。;]{0,12}$|(?:首相|总统|财长|国务卿|大臣|外长|防长)$"
)
_BEHIND_POST = regex(
    rf"(?P<sounds>[{_SOUND}]{{2,6}}?)(?={_SPOKEN})"
    r"|[ ]?(?P<latin>[A-Z][a-z]+(?: [A-Z][A-Za-z.'’-]*){1,2})(?![A-Za-z])"
)
# houses that bear the names of their founders: 贸易商路易·达孚, 罗兰·贝格公司
_FIRM_BEFORE = ("商", "公司", "企业", "集团", "品牌", "机构", "巨头", "银行")
_FIRM_BEHIND = (
    "公司", "集团", "银行", "证券", "基金", "咨询", "保险", "资本", "律师事务所", "大学", "学院",
    "中心", "奖", "园", "研究", "实验室", "基地", "城", "镇", "区", "号",
)  # fmt: skip


_ADVERBS = tuple("则也还又便已再都曾")  # which the tagger joins to a name in sounds


def find_foreigners(words: Words) -> Iterator[Mention]:
    """Find persons with a dot in their names.

    Parameters
    ----------
    words : the words of the text.
    """
    text = words.text
    if "·" in text or "•" in text or "・" in text:
        for match in _DOTTED.finditer(text):
            start = _start(words, match.start())
            end = _end(words, match.end())
            end -= _GOES_ON.match(text, end - 1) is not None
            if len(match[0]) >= 4 and start < end - 3:
                if text.startswith(_FIRM_BEHIND, end):
                    continue
                firm = text.endswith(_FIRM_BEFORE, 0, start)
                kind, name = "Company" if firm else "Person", text[start:end]
                yield Mention(start, end, kind, name, "dotted", len(name) + 6, 0.85)


def foreign_behind(words: Words, position: int) -> Mention | None:
    """The person with a foreign name whose post ends here: 总统马克龙.

    Parameters
    ----------
    words : the words of the text.
    position : where the post ends.
    """
    match = _BEHIND_POST.match(words.text, position)
    if match is None:
        return None
    group = "sounds" if match["sounds"] else "latin"
    name, (start, end) = match[group], match.span(group)
    follows = words.text.startswith(_ADVERBS, end)
    joined = follows and words.index(end - 1) == words.index(end)
    if not (words.is_edge(end) or joined):
        return None
    if len(name) == 2 and not _ABROAD.search(words.text, max(0, start - 24), start):
        return None
    if group == "sounds" and words.knows(name) and words.tags[words.index(start)][:2] != "nr":
        return None
    return Mention(start, end, "Person", name, "foreign post", len(name) + 3, 0.75)


def _end(words: Words, end: int) -> int:
    """Where a name ends whose last word has rarer characters: 路易·达鹏."""
    last = words.index(end - 1)
    begin, word = words.starts[last], words.words[last]
    if begin + len(word) > end and words.knows(word):
        return begin  # 勒梅尔|明确表示
    stop = end
    while not words.is_edge(stop) and stop - end < 3:
        stop += 1
    short = words.text[end - 2] in "·•・"
    while short and stop == end and stop < len(words.text):
        stop = words.starts[words.index(stop) + 1]
    return stop


_GOES_ON = regex(
    "于(?=[\\d去今前同])|为(?=.{2,12}?[,。;])|(?<=.{3})等(?=人)|[也在](?=.)|[称说](?=[,:“其将该此])"
)  # 丙于2014年
_POSTS = (
    "主席",
    "博士",
    "院士",
    "爵士",
    "女士",
    "人士",
    "总理",
    "经理",
    "助理",
    "代理",
    "署理",
)  # posts whose end may begin a name


def _start(words: Words, start: int) -> int:
    """Where a name begins whose first characters may end the word in front: 总理约瑟夫·…."""
    text = words.text
    for inside in (2, 1):
        if text.endswith(_POSTS, 0, start + inside):
            return start + inside
    return start
