"""The blocks of a text: title, headings, paragraphs and page furniture; repeated passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.patterns import regex

TITLE_LINE = 64  # a longer line is prose
HEADING_LINE = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A passage of an article, by positions in its normalised text.

    Parameters
    ----------
    start, end : half-open range of `Article.text`, without surrounding space and markup.
    kind : ``title``, ``heading``, ``paragraph`` or ``furniture``.
    repeats : index of the earlier block with the same words, or None.
    """

    start: int
    end: int
    kind: str
    repeats: int | None = None


class _Line(NamedTuple):
    """A line with words in it, without markup.

    Parameters
    ----------
    start, end : its range in the text.
    words : what stands there.
    marked : a heading mark stood in front.
    apart : an empty line stood before it.
    """

    start: int
    end: int
    words: str
    marked: bool
    apart: bool


_MARKUP = regex(r"[ \t]*(?:#{1,6}[ \t]+|[-*+>][ \t]+)?")
_RUN_IN = regex(r"(?<=\S)(?<!#)(?=#{2,6} \S)")
_COMMENT = regex(r"<!--[^\n]*?-->|[-=*_#\s]*")
_NUMBERED = regex(
    r"第 ?[一二三四五六七八九十百零\d]{1,4} ?[章节编篇部条]|[一二三四五六七八九十]{1,3}、"
    r"|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[.、](?!\d)[^\d]{1,24}$|[IVX]{1,4}[.、]"
)
_PROSE = regex(r"[。!?;…,、]$|[。;]")
_DOCUMENT = regex(
    r"(?:通知|意见|办法|批复|复函|函|决定|方案|规划|纲要|计划|答复|公告|通告|通报|条例|规定|规则|细则"
    r"|请示|报告|命令|令|措施|政策|指南|纪要|要点|规范|章程|议案|解读)(?:[(][^)]{1,20}[)])?$"
)
_NUMBER_LINE = regex(r"[^,。]{0,16}[〔\[(](?:19|20)\d\d[〕\])] ?第? ?\d{1,5} ?号$")
_ADDRESSED = regex(
    r"(?:政府|委员会?|部门|机构|单位|同志|公司)[^:]{0,6}:$|[厅局委部院办会县市区省]:$"
)
_DATE_LINE = regex(r"[(]?[\d〇零○一二三四五六七八九十]{2,4} ?年.{2,12}日[)]?$")

# what pages print around an article, whoever runs the site: who made it, when, out of what
_BYLINE = regex(
    r"^[\W_]*(?:(?:责任|本文|本期|执行|实习|值班)?(?:编辑|校对|责编|审核|监制|排版)\s*[:/]"
    r"|(?:文章|稿件|信息|内容|图片|资料)?来源\s*[:/]|(?:文|图|作者|记者|撰文)\s*[|/:]"
    r"|(?:发布|发表|更新|创建)(?:时间|日期)?\s*[:/])"
)
# and its notices
_FURNITURE = regex(
    r"^[\W_]*(?:(?:免责|版权|郑重)(?:声明|申明|提示|说明)"
    r"|声明(?:[:]|$)|版权所有|版权归|本文仅代表|以上(?:内容|观点).{0,12}(?:不代表|仅供)"
    r"|(?:未经|如需).{0,16}(?:许可|授权|转载)|.{0,24}转载.{0,14}(?:注明|标明|标注|联系|授权)"
    r"|.{0,24}原创.{0,12}转载|.{0,12}投稿.{0,20}(?:修改|编辑)|如有侵权|侵权.{0,6}删除"
    r"|(?:相关|推荐|延伸|更多|热门|往期|精彩|猜你|最新|编辑)"
    r"(?:阅读|推荐|新闻|文章|报道|资讯|内容|链接|回顾|评论|喜欢|资料|文档|解读|政策|文件)[\W\d]*$"
    r"|(?:ICP备|京公网|技术支持):|.{0,30}ICP备|违法和不良信息|举报(?:电话|邮箱)"
    r"|本文(?:来自|转自|首发|为.{0,8}原创)|本文由.{0,16}(?:授权|整理|编译)|(?:注|Tips?):本文"
    r"|不构成.{0,8}投资建议"
    r"|[^。]{6,60} 20\d\d-\d\d-\d\d \d\d:\d\d(?: [^ 。]{1,8})?$)"  # another article, in a list
)
# the same, where the line says nothing else
_SHORT_LINE = 40
_PASSAGE = 2  # sentences that no byline has
_SHORT_FURNITURE = regex(
    r"^[\W_]*(?:(?:本|今|一)(?:周|日|月)(?:排行|热点|热门|推荐|要闻)[\W_]*$|(?:热点|点击|阅读)排行"
    r"|[上下]一[篇条页]|分享(?:到|至)|扫(?:一扫|码|描)|(?:长按|识别|微信|关注).{0,12}二维码"
    r"|.{0,6}二维码$|打赏|点赞|赞赏|收藏本|收藏 |评论\(|我要(?:评论|纠错|分享)|发表评论|参与评论"
    r"|关注我们|微信公众号:|返回(?:首页|顶部|列表|搜狐)|(?:打印|关闭)(?:本页|窗口)?$|字[体号]:"
    r"|(?:(?:网站)?首页|主页|新闻|要闻|资讯|财经|正文|专题|视频|图片|登录|注册|搜索|导航|菜单|打印|分享|收藏|评论"
    r"|客户端|繁体|无障碍|English|[\W_])+$"
    r"|\[?(?:打印|关闭|大 ?中 ?小)\]|(?:首页|当前位置|您(?:的|所在的)?位置)\s*[:>|]"
    r"|(?:[^>。]{1,18}>+)+ *正文"
    r"|浏览(?:次数|量)|阅读(?:次数|量|数)|.{2,16}(?:主管|主办) .{2,16}(?:主办|承办)$"
    r"|(?:星期.)?.{0,6}20\d\d[-/.年]\d\d?[-/.月]\d\d?日?.{0,4}\d:\d\d[:\d]*$)"
)
# behind these nothing belongs to the article any more, unless it starts again; behind the bar by
# which readers share a page or comment on it prose may go on
_BAR = regex(r"^[\W_]*(?:扫(?:一扫|码|描)|分享到|发表评论)")
_GOES_ON = regex(r"[^。]{8,},[^。]{4,}。")
_END = regex(
    r"^[\W_]*(?:责任编辑|(?:免责|版权)(?:声明|申明)|(?:相关|推荐|延伸|更多|热门|往期)"
    r"(?:阅读|推荐|新闻|文章|报道|资讯|链接)[\W\d]*$|(?:上|下)一篇|本周排行|(?:热点|点击|阅读)排行"
    r"|扫(?:一扫|码|描)|分享到|猜你喜欢|发表评论|网友评论|返回.{2,4}, ?查看更多)"
)


def find_blocks(text: str) -> tuple[Block, ...]:
    """Split a normalised text into its blocks, in order.

    Parameters
    ----------
    text : as `kg.article.normal` makes it.

    >>> [block.kind for block in find_blocks("关于促进发展的通知\\n\\n各区人民政府:请照此办理。")]
    ['title', 'paragraph']
    """
    lines = list(_lines(text))
    kinds = _kinds(lines, len(text))
    first: dict[str, int] = {}
    blocks: list[Block] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "title" and blocks and blocks[-1].kind == "title":
            blocks[-1] = Block(blocks[-1].start, line.end, "title")
            continue
        key = "".join(line.words.split())
        earlier = first.setdefault(key, len(blocks))
        blocks.append(Block(line.start, line.end, kind, earlier if earlier < len(blocks) else None))
    return tuple(blocks)


def is_furniture(words: str) -> bool:
    """Tell whether the words of a line are such as pages print around an article."""
    if len(words) <= _SHORT_LINE and _SHORT_FURNITURE.match(words):
        return True
    if _BYLINE.match(words[:_SHORT_LINE]):
        return words.count("。") < _PASSAGE  # 记者:…… of an interview, an article behind its 来源
    return bool(_FURNITURE.match(words[:120])) or not any(map(str.isalpha, words))


def _kinds(lines: list[_Line], length: int) -> list[str]:
    """The kind of each line, told by its words and by what stands before it."""
    kinds: list[str] = []
    titles = _title_lines(lines)
    seen: set[str] = set()
    ended = barred = False
    for index, line in enumerate(lines):
        if line.words in seen and len(line.words) >= 12:
            ended = False  # the article starts again
        if barred and _GOES_ON.match(line.words) and not is_furniture(line.words):
            ended = False
        seen.add(line.words)
        if line.end > length * 0.4 and _END.match(line.words[:60]):
            bar = bool(_BAR.match(line.words))
            ended, barred = True, bar and (barred or not ended)
        if ended or is_furniture(line.words):
            kinds.append("furniture")
        elif index in titles:
            kinds.append("title")
        elif _is_heading(line, lines[index - 1 : index], kinds[-1:], lines[index + 1 : index + 2]):
            kinds.append("heading")
        else:
            kinds.append("paragraph")
    return kinds


def _title_lines(lines: list[_Line]) -> range:
    """The lines of the title: the first that could be one, or several of an official document."""
    start = next((i for i, line in enumerate(lines[:8]) if not is_furniture(line.words)), 0)
    head = lines[start : start + 5]
    if head and head[0].marked and _could_be_title(head[0].words):
        return range(start, start + 1)
    for count, line in enumerate(head[:4]):
        if not _could_be_title(line.words) or (count and (line.apart or line.marked)):
            break
        length = sum(len(part.words) for part in head[: count + 1])
        if _DOCUMENT.search(line.words) and length > 5:
            return range(start, start + count + 1)
    for i, line in enumerate(head, start):
        if not _could_be_title(line.words):
            break
        if len(line.words) >= 8 and not _NUMBER_LINE.match(line.words):
            return range(i, i + 1)
    return range(0)


def _could_be_title(words: str) -> bool:
    return len(words) <= TITLE_LINE and not _PROSE.search(words) and not words.endswith(":")


def _is_heading(
    line: _Line, before: list[_Line], kind_before: list[str], after: list[_Line]
) -> bool:
    """Tell whether a line heads what follows, rather than signing it or carrying on."""
    words = line.words
    if line.marked:
        return len(words) <= 2 * HEADING_LINE
    if len(words) > HEADING_LINE or _PROSE.search(words):
        return False
    if _NUMBER_LINE.match(words) or _DATE_LINE.match(words) or _ADDRESSED.search(words):
        return False
    if not after or _DATE_LINE.match(after[0].words):
        return False  # a signature
    if _NUMBERED.match(words):
        return True
    carries_on = kind_before == ["paragraph"] and not line.apart
    if carries_on and before[0].words[-1].isalnum():
        return False
    return len(words) <= 24


def _lines(text: str) -> Iterator[_Line]:
    """The lines with words in them; headings that run into their text are split off."""
    short = {line.strip("# ") for line in text.split("\n") if 4 <= len(line) <= HEADING_LINE}
    position, apart = 0, False
    for line in text.split("\n"):
        if not line.strip() or _COMMENT.fullmatch(line):
            position, apart = position + len(line) + 1, True
            continue
        for part in _RUN_IN.split(line) if "## " in line else (line,):
            markup = _MARKUP.match(part)
            lead = markup.end() if markup else 0
            marked = "#" in part[:lead]
            body = part[lead:]
            cut = _run_in(body, short) if marked else 0
            for start, end in ((0, cut), (cut, len(body))):
                words = body[start:end].strip()
                if words:
                    at = position + lead + start
                    at += len(body[start:end]) - len(body[start:end].lstrip())
                    is_marked = marked and (end == cut or not cut)
                    yield _Line(at, at + len(words), words, is_marked, apart)
                    apart = False
            position += len(part)
        position += 1


def _run_in(body: str, short: set[str]) -> int:
    """Where a heading ends that runs into its text: 北京:起步早北京在2016年.

    It ends where the same words end a line elsewhere, or where its subject is named again; 0 where
    it fills the line.
    """
    if len(body) <= HEADING_LINE and not _PROSE.search(body):
        return 0
    for end in range(HEADING_LINE, 3, -1):
        if body[:end].rstrip() in short:
            return end
    again = body.find(body[:2], 4, HEADING_LINE + 2)
    return max(again, 0)
