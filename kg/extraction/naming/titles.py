"""Titles of policies: in 《》, without marks, at the head of the document itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.article.layout import is_furniture
from kg.extraction.lexicon import lexicon
from kg.extraction.reading import abbreviates
from kg.patterns import regex

LAWS = "条例|办法|法典?|规定|细则|规则|规程"  # how a law is titled
LAW = regex(f"(?:{LAWS})$")
LAW_OR_DECISION = regex(f"(?:{LAWS}|决定)$")
_LONGEST = 160  # a longer passage between 《 and 》 is an unclosed mark
_TAIL = regex(
    r"(?:\([^()]{1,40}\)|〔[^〕]{1,20}〕|[ 　]|\d{4}年?(?:版|修订版?|修正)?|\d{4}[—-]\d{4}年?"
    r"|\d\.\d版?)+$"
)
_SPACES = regex(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|\n+")
_PLAIN_HEADS = (
    "通知|公告|通告|意见|决定|批复|指导意见|实施意见|若干意见|若干政策|若干措施|若干规定|政策措施|若干政策措施"
    "|办法|实施细则|答复|复函"
)
_FORMAL_HEADS = "风险提示|提示|倡议书|决议|函|报告|请示|建议|方案|规划"
_ABOUT = regex(
    r"关于(?:[^,。;:!?《》〈\n“”还]|《[^《》\n]{1,80}》|“[^”\n]{1,20}”|〈[^〉]{1,60}〉){3,70}?"
    rf"(?:的?(?:{_PLAIN_HEADS})|的(?:{_FORMAL_HEADS}))"
    r"(?:\((?:试行|暂行|草案|征求意见稿|\d{4}[—-]\d{4}年?)\))?"
    r"(?![见书件定法案划告措]|的(?:意见|通知|决定|办法|规定|报告|批复|请示))"
)
# without marks and without 关于 a title is known by what is done with it
_DONE_WITH = regex(
    r"(?:发布|印发|出台|公布|颁布|推出|制定|列入|写入|纳入|根据|依据|按照|依照|依|实施|订定|拟订|拟定|编制|研拟|核定)(?:了|的|并?实施|[^,;。:之的]{1,6}之)?(首个|全国首个|国内首个)?"
    r"((?![,。、从])(?:“[^“”\n]{2,16}”(?=[\u4e00-\u9fff]{0,24}书|[\u4e00-\u9fff]{3})[^,。;:!?《》\n“的()及和了在其并第]{0,24}?"
    r"|(?:支持|促进|推动|推进|加快|扶持|鼓励|加强|规范|深化|优化|提升|稳定|助推)[^,。;:!?《》\n“的()了在其]{3,24}?"
    r"|[^,。;:!?《》\n“的()及和了在其并第]{3,24}?)(?:的(?=若干|指导意见|实施意见))?"
    r"(?:实施意见|若干政策措施|白皮书|蓝皮书|暂行办法|管理办法|扶持办法|实施细则|行动计划|实施方案|管理条例|条例|草案|指导意见|若干意见|政策措施"
    r"|若干措施|若干政策|发展规划|总体规划|规划纲要|专项规划|行动方案|总体方案|扶持政策|策略计划|扶持计划"
    r"|发展纲领|行动纲领|发展蓝图|发展纲要|推动方案|发展方案|建设方案|试点方案|(?<=”)(?:产业|行动|工作|培育|发展)?(?:方案|计划)))"
    r"(?!的|第[一二三四五六七八九十\d]{1,3}项|草案|法)"
)
_YEARS_BELOW = regex(
    r"[^\S\n]*\n[^\S\n]*\((?:\d{4}[—-]\d{4}年?|试行|暂行|修订|征求意见稿)\)(?=[^\S\n]*\n)"
)
_TITLE_LINE = regex(
    r"#*[^\S\n]*((?:[^\n。;!?《》,:]|《[^《》]{2,80}》){2,80}?)"
    r"[^\S\n]*(?=\n|$| \S{1,8}〔\d{4}〕| \d{4}年)"
)
_LAW_TITLE = regex(
    r"(?:条例|办法|规定|规则|细则|规划|纲要|方案|意见|决定|计划|措施|法|批复|通知|公告|通告|公示|决议|函|报告|答复|议案|提案|若干政策|扶持政策|优惠政策|要点|准则|标准|规程|章程|须知)$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A policy title in a text.

    Parameters
    ----------
    start, end : of the title with its marks.
    inner_start, inner_end : of the words of the title.
    name : the words, without line breaks.
    own : the document itself bears this title.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    name: str
    own: bool = False

    @property
    def half_outside(self) -> bool:
        """Whether the title goes on behind its marks: 《甲条例》实施细则."""
        return self.end - self.inner_end > 1


def marked_spans(text: str) -> list[tuple[int, int]]:
    """The outermost 《…》 of a text, unclosed and endless ones left out.

    >>> marked_spans("《甲《乙》办法》和《丙")
    [(0, 8)]
    """
    spans = []
    depth, start = 0, -1
    for match in re.finditer("[《》]", text):
        at = match.start()
        if depth and at - start > _LONGEST:
            depth = 0
        if match[0] == "《":
            if depth == 0:
                start = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and any(map(str.isalnum, text[start:at])):  # 《》 names nothing
                spans.append((start, at + 1))
    return spans


def tidy(title: str) -> str:
    """The words of a title without line breaks and without spaces between Chinese characters."""
    return _SPACES.sub("", title).strip("# ").lstrip(",、")


@cache
def _head_pattern() -> re.Pattern[str]:
    lex = lexicon()
    return regex(f"(?:({'|'.join(lex.not_policy_heads)})|({'|'.join(lex.policy_heads)}))$")


# what those sell who study a market
_OF_MARKET = regex("(?:市场|渗透率|用户|消费者)(?:前景|研究|调研|分析|调查|洞察|规模|发展)*报告$")
# the bulletins of a public body, not the journals that are called so
_BULLETIN = regex("(?:统计|状况|调查|普查|监测|经济|环境|质量|情况)公报$")


IN_ARTICLES = regex(r"(?<!第)[一二两三四五六七八九十\d]条$")  # 低空二十条


def is_policy_title(title: str) -> bool:
    """Tell whether the words between 《》 name a policy rather than a book, paper or contract.

    >>> is_policy_title("低空经济发展行动计划(2024—2026年)"), is_policy_title("战略合作协议")
    (True, False)
    """
    bare = _TAIL.sub("", tidy(title)).strip("“”〈〉》")
    if len(bare) < 2:
        return False
    kind, colon, _ = bare.partition(":")
    if colon:
        bare = kind  # 甲白皮书:通往乙之路
    if _OF_MARKET.search(bare):
        return False
    match = _head_pattern().search(bare)
    # the longest head decides: 合作协议 is a contract although 协定 is not
    told = _BULLETIN.search(bare) or not bare.endswith(lexicon().not_policy_heads)
    return bool(match and match[2] and told)


def find_titles(text: str) -> list[Title]:
    """Find the titles of policies, with and without marks.

    Parameters
    ----------
    text : normalised text.
    """
    found = [
        _in_detail(text, Title(start, end, start + 1, end - 1, tidy(text[start + 1 : end - 1])))
        for start, end in marked_spans(text)
        if is_policy_title(text[start + 1 : end - 1])
        or _HEAD_BEHIND.match(text, end)
        or (
            text[end - 3 : end - 1] in ("协议", "议书")
            and _SIGNED.search(text, max(0, start - 60), end)
        )
    ]
    own = _own_title(text)
    if own:
        found.append(own)
        found += _former_titles(text, own)
    taken = [(title.start, title.end) for title in found]
    for match in _ABOUT.finditer(text):
        start, end = match.span()
        if _FORWARDS.match(text, start):  # 关于转发某局制定的《甲要点》的通知
            found = [t for t in found if not start < t.start < t.end < end]
            taken = [(title.start, title.end) for title in found]
        if any(s < end and start < e for s, e in taken[-1:]) or _inside(taken, start, end):
            continue
        found.append(Title(start, end, start, end, tidy(text[start:end])))
        taken.append((start, end))
    taken.sort()
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        if is_policy_title(match[1]) and not _inside(taken, start, end):
            found.append(Title(start, end, start, end, tidy(match[1])))
    for pattern, told in (_QUOTED_ALONE, "“"), (_LIST, "项目"), (_BY_NUMBER, "号"):
        for match in pattern.finditer(text) if told in text else ():
            start, end = match.span(1)
            start += _before_office(match[1])
            if not _inside(taken, start, end):
                found.append(Title(start, end, start, end, tidy(text[start:end])))
                taken.append((start, end))
        taken.sort()
    for match in _DONE_WITH.finditer(text):
        start, end = match.span(2)
        plain = not _inside(taken, start, end) and not _VAGUE.match(match[2])
        plain = plain and not _SENTENCE.search(match[2])
        if plain and not _is_worded_in_full(tidy(match[2]), found):
            found.append(Title(start, end, start, end, tidy(match[2])))
    for match in _OF_FIVE_YEARS.finditer(text) if "五”" in text else ():
        start, end = match.span(1)
        if not _inside(taken, start, end):
            found.append(Title(start, end, start, end, tidy(match[1])))
    for match in _BY_ARTICLE.finditer(text) if "条" in text else ():
        start, end = match.span(1)
        if not _inside(taken, start, end):
            found.append(Title(start, end, start, end, tidy(match[1])))
    found = [
        t
        for t in found
        if not (
            _RESOLVED.search(text, max(0, t.start - 30), t.start)
            or _REPORTED.match(text, t.end)
            or _HOLLOW.search(t.name)
            or _OF_FIRM.search(t.name)
            or (
                _PROPOSED.search(t.name) and _HANDED_IN.search(text, max(0, t.start - 200), t.start)
            )
        )
    ]
    if _LISTED_FIRM.search(text, 0, _HEAD):
        found = [title for title in found if not _OF_BOARD.search(title.name)]
    return sorted(found, key=lambda title: (title.start, -title.end))


# 制定《甲条例》实施细则, 通过《甲法》修正案: papers of their own, which rest on 甲条例, 甲法
_DETAILS = "实施细则|操作细则|实施办法|实施方案|实施意见|补充规定|补充通知|修正案"
_DETAIL_BEHIND = regex(f"的?(?:配套)?(?P<kind>{_DETAILS})")
DETAIL = regex(f"(?:{_DETAILS})$")


def _in_detail(text: str, title: Title) -> Title:
    """The paper whose title stands half outside the marks, else the title itself."""
    detail = _DETAIL_BEHIND.match(text, title.end)
    if detail is None:
        return title
    return replace(title, end=detail.end(), name=title.name + detail["kind"])


# 甲省政府与乙局签署《共同推进丙的战略合作协议》, but not what two firms sign
_SIGNED = regex(
    "(?:政府|管委会|[委局厅部])[^。;《》]{0,40}《[^《》]{6,}合作(?:框架)?协议(?:书)?》$"
)


_FORWARDS = regex("关于(?:转发|批转)")


def _before_office(title: str) -> int:
    """How many characters stand in front of the office of a numbered paper: 符合|税务总局公告."""
    office = _NUMBERED_BY.match(title)
    ends = office.end() if office else 0
    known = lexicon().national
    return next((i for i in range(ends - 1) if title[i:ends] in known), 0)


_NUMBERED_BY = regex("[\u4e00-\u9fff]{2,28}(?=公告20)")
# what a listed firm announces is no policy, nor what its board resolves
_LISTED_FIRM = regex("(?:证券|股票)代码|公告编号")
_RESOLVED = regex("(?:(?:股东大?会|董事会|监事会)[^。《》]{0,20}|报道)《?$")
_REPORTED = regex("的(?:新闻|报道|文章|帖子|视频)")
# what firms tell those who hold their shares and bonds
_OF_FIRM = regex(
    "^(?!.*(?:国债|政府|税|政策|[部局委厅]关于)).*(?:担保|票据|兑付|本息|债券|股份|股权|股票|停牌|复牌|[增减]持|质押|业绩|回购|权益|利润分配|诉讼|股东|董事会)"
    ".*公告$"
)
# what deputies propose, which only an answer to it tells of as a paper
_PROPOSED = regex("的(?:建议|议案|提案)$")
_HANDED_IN = regex("(?<![您们会委府局社院盟])(?:提交|递交|领衔)[^。\n]{0,200}$")
# a page that lost the title inside a title: 《市政府办公室关于印发的通知》
_HOLLOW = regex(
    "(?:^|关于)(?:印发|转发|批转|发布|公布|修[改订]|废止)?的(?:通知|公告|通告|决定|批复|意见|函)$"
)
_OF_BOARD = regex("(?:公告|议案|决议|预案)$")
_HEAD = 800
_YEARS_OF = regex("[一二两三四五六七八九十]+年(?=行动|计划|规划|实施|发展)")
_SHORTEST_WORDING = 6


def _is_worded_in_full(words: str, titles: list[Title]) -> bool:
    """Tell whether a headline words a title between 《》 in short: 甲省印发低空经济三年行动方案.

    Who issues the policy and what it says is told where it bears its own title.
    """
    short = _YEARS_OF.sub("", words)
    return len(short) >= _SHORTEST_WORDING and any(
        title.inner_start > title.start and title.name != words and abbreviates(short, title.name)
        for title in titles
    )


_VAGUE = regex(
    r"(?:有关|相关|一系列|多项|各项|上述|以下|本|该|这|新的?|一项|两项|若干|专项|国家有关|法律|行政法规|地方性|具体|配套|多个"
    r"|一[个份部]|高水平|高标准|高质量|此|自治|产业|系列|行业|年度|政府|扶持|优惠|监管|区块链)*"
    r"(?:政策|规划|条例|办法|意见|方案|措施|细则|计划|草案|白皮书|扶持政策|发展规划|行动计划|实施细则|实施方案|政策措施"
    r"|管理办法|专项规划|总体规划|总体方案)$"
    "|[A-Za-z][A-Za-z0-9 .-]{1,20}(?:项目|币)?白皮书$"  # what a coin is to be, by no public body
)


def _inside(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    from bisect import bisect_right

    ordered = taken
    index = bisect_right(ordered, (start, len(ordered) and 10**12))
    return any(s < end and start < e for s, e in ordered[max(0, index - 2) : index + 2])


# 根据本法制定实施条例, 需要制定发展规划: no title
_SENTENCE = regex(
    "本(?:法|条例|办法|规定|级|部门|单位|地方|行政|辖?区)|编制|制定|需要|应当|可以|报送|提出"
)
_QUOTED = regex(
    r"(?:发布|印发|出台|公布|颁布|制定|核定|推出(?=[了的]?“[^“”\n]{2,20}(?:条|新政|办法|措施|政策)”))"
    r"(?:了|的)?“([^“”\n]{6,60}|[^“”\n]{2,4}[一二三四五六七八九十\d]条)”"
)
# “甲产业创新方案”, “乙产业十条”: a whole title in quotation marks, whatever is done with it
_QUOTED_ALONE = regex(
    r"(?<![叫称作为做即(])“((?=[^“”\n,。;:!?]{8,50}”)[^“”\n,。;:!?]{4,46}(?:方案|办法|条例|规划|若干措施|若干政策|实施意见|白皮书|细则|纲要)"
    r"|[\u4e00-\u9fff]{1,10}?(?:[二三四五六七八九]?十[一二三四五六七八九]?|[五六七八九]|\d{1,2})条)”(?!的?项目)"
)
# 丙省2022年重大项目名单, as the list bears it at its head
_LIST = regex(
    r"(?:(?<![^\n])|(?<=[:的]))((?:[\u4e00-\u9fff]{2,8}?[省市区县州])?20\d\d年度?(?:[\u4e00-\u9fff]{2,8}?[省市区县州])?"
    r"[^,。;:!?、的《》“”()\s]{0,10}(?:重大|重点)(?:建设|产业|工业)?(?:建设)?项目(?:名单|清单|目录))"
)
# what only its number names: 赣府厅字〔2021〕75号文件提出, 财政部 税务总局公告2022年第16号明确
_BY_NUMBER = regex(
    r"(?<![(\u4e00-\u9fff])((?:(?![以的据按在是为将对和与由经日月年院])[\u4e00-\u9fff]){2,10}〔\d{4}〕\d{1,4}号"
    r"(?=(?:文件?)?[中里]?,?(?:附件|提出|明确|规定|要求|指出|显示|强调|部署|确定)|:[^\n])"
    r"|(?:[\u4e00-\u9fff]{2,14}(?<=[部局委会署行院厅])[ 、]){0,5}[\u4e00-\u9fff]{2,28}"
    r"(?<=[部局委会署行院厅])公告20\d\d年第\d{1,4}号)(?!\))"
)
_HEAD_BEHIND = regex(
    r"(?:白皮书|蓝皮书|报告(?!文学)|规划|行动方案|通知|文件|条例|指导意见|实施细则)"
)


# 已列入甲省“十三五”水利建设规划: the field tells which plan it is
_OF_FIVE_YEARS = regex(
    r"(?<=[入照据实施制编在《、和，,为与])((?:[\u4e00-\u9fff]{2,6}?[省市县区州]|国家|全国)“十[一二三四]五”"
    r"(?!时期|期间|末|发展规划|总体规划|规划)[\u4e00-\u9fff、]{2,20}?规划(?:纲要)?)(?!编制|期|院|局)"
)


# a law that is cited by its article needs no 《》: 依产业创新条例第五条规定
_BY_ARTICLE = regex(
    r"(?:依据|依照|按照|根据|依|符合|违反|适用|不受)((?![本该此同前各法])[^,;。:、《》()\s依据照与及和之的]{2,24}?(?<![^基]本)(?:条例|办法|细则|规则|规程|法))"
    r"(?=第[ 一二三四五六七八九十百零〇\d]{1,8}条|之?规定|\([^()]{2,16}\)第)"
)
# news about a policy, not the policy: 甲局公布《乙》, 甲市出台促进乙产业若干措施
_HEADLINE = regex(
    "(?<!关于)(?:公布|发布|推出|出台|通过|印发)《"
    r"|^[\u4e00-\u9fff]{2,8}(?:公布|推出|出台)(?:[一二三四五六七八九十百\d]|支持|促进|推[进动]|加快|扶持|鼓励)"
)


_EXCERPT = regex(r"\((?:节选|摘录|摘编|全文)\)$")
_RENAMED = regex(r"[原新]名称:(?P<name>[^;,()]{4,80}?)(?=[;)])")


def _former_titles(text: str, own: Title) -> list[Title]:
    """The titles that a law had before: (原名称:甲条例;新名称:乙条例)."""
    return [
        Title(*match.span("name"), *match.span("name"), own.name)
        for match in _RENAMED.finditer(text, own.end, own.end + 3000)
    ]


_OFFICIAL = regex(
    r"〔\d{4}〕|第 ?[一1] ?条|现(?:批复|通知|公告|答复|印发|函复|下达|拨付|划拨)|各位代表[:,]"
    r"|次会议上\n"
    r"|\n各[^。:\n]{2,80}:\n|决定(?:认定|命名)|现(?:予以?|将[^。\n]{2,80})?公示|公示期|现就[^。\n]{0,30}(?:通知|公告|通告|批复)|会议通过|请认真|遵照执行|令制|公布"
    r"|特[制订]定|提出以下|提出如下|制定本要点|订定本要点|制定如下|制定本(?:办法|政策|措施|规定|细则|意见|方案)|实际,(?:特)?制定"
)


# what a page prints above a title: the gazette, the number of the document, its card
_ABOVE = regex(
    r"[^\S\n]*(?:[^\n。]{0,24}公报(?:[^\n。]{0,16}第 ?\d+ ?[期号])?"
    r"|[\u4e00-\u9fff]{1,10}〔\d{4}〕\d{1,4}号|[\u4e00-\u9fff、 ]{2,24}文件"
    r"|【?(?:索引号|主题分类|(?:发布|发文|成文|制发|公开|生效)(?:日期|时间|机关|机构|单位|字号)|来源|文号|发文字号|首页"
    r"|(?P<label>标题|名称))(?:】:?|:)[^\S\n]*(?P<value>[^\n]{0,80}))[^\S\n]*\n\s*"
)


# 《甲意见》政策解读, 关于《甲意见》的起草说明, 一图读懂《甲意见》, 甲意见解读
_EXPLAINS = regex(
    r"[^\S\n]*(?P<title>(?:关于|对)?《(?P<of>[^《》\n]{6,90}(?:《[^《》\n]{2,80}》[^《》\n]{0,20})?)》"
    r"(?P<tail>的?(?:有关|相关|政策|官方|文件|内容|起草|编制|制定|修订|出台|立法|主要|专家|部门)*(?:解读|说明|问答|图解)(?:材料|稿)?))"
    r"(?:\([^()\n]{1,12}\))?[^\S\n]*(?=\n)"
    r"|[^\S\n]*(?P<drawn>(?P<lead>[^《》\n]{0,8}(?:读懂|看懂|图解|图说|解读|问答)[^《》\n]?)《(?P<whom>[^《》\n]{6,90})》)"
    r"[^\S\n]*(?=\n)"
    r"|[^\S\n]*(?P<bare>(?P<plain>[^《》\n。,]{6,60}?)(?P<how>(?:政策|文件)?(?:解读|图解|问答)+))[^\S\n]*(?=\n)"
)
_EXPLAINING = (("tail", "of", "title"), ("lead", "whom", "drawn"), ("how", "plain", "bare"))
# a title that does not yet say what kind of paper hands out the plan it names
_HANDS_OUT = regex("关于(?:印发|转发|批转|下发|颁发)(?!.*(?:通知|函)$)")
_LINE = regex(r"([^\n]{1,120})\n\s*")


def _furniture(text: str, start: int) -> re.Match[str] | None:
    """The line from here on, where it is one that pages print around articles."""
    line = _LINE.match(text, start)
    return line if line and is_furniture(line[1]) else None


def _explanation(text: str, offset: int) -> Title | None:
    """The title of an explanation, at what it adds to the name of the policy that it explains."""
    match = _EXPLAINS.match(text, offset)
    for part, of, whole in _EXPLAINING if match else ():
        if match and match[of] and is_policy_title(match[of]):
            start, end = match.span(part)
            return Title(start, end, start, end, tidy(match[whole]), own=True)
    return None


def _own_title(text: str) -> Title | None:
    """The title of the document itself, when it is an official text."""
    offset = len(text) - len(text.lstrip())
    labelled = None
    while line := (above := _ABOVE.match(text, offset)) or _furniture(text, offset):
        offset = line.end()
        if above and above["label"] and _LAW_TITLE.search(above["value"].rstrip()):
            labelled = above
    if explanation := _explanation(text, offset):
        return explanation
    if labelled and tidy(labelled["value"]) not in tidy(text[offset : offset + 400]):
        begin, stop = labelled.span("value")  # the card alone bears it
        return Title(begin, stop, begin, stop, tidy(labelled["value"]), own=True)
    head = text[offset : offset + 400]
    if not _OFFICIAL.search(text, 0, offset + 1500):
        return None
    start = end = None
    at = 0
    shorter = None
    for _ in range(4):  # a title may run over up to four lines
        match = _TITLE_LINE.match(head, at)
        if not match:
            return shorter
        start = match.start(1) if start is None else start
        end = match.end(1)
        bare = _TAIL.sub("", tidy(head[start:end]))
        if years := _YEARS_BELOW.match(head, end):  # …实施方案\n(2022—2025年)
            end = years.end()
        if 4 <= len(bare) <= 90 and _LAW_TITLE.search(bare) and not _HEADLINE.search(bare):
            name = _EXCERPT.sub("", tidy(head[start:end]))
            whole = (offset + start, offset + end)
            title = Title(*whole, *whole, name, own=True)
            if not _HANDS_OUT.search(name):
                return title if shorter is None or name.endswith(("通知", "函")) else shorter
            shorter = shorter or title  # 甲局关于印发\n乙方案\n(2019—2021年)的通知
        at = match.end() + 1
    return shorter
