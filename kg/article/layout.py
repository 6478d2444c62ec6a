"""The blocks of a text: title, headings, paragraphs and page furniture; repeated passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


_MARKUP = re.compile(r"[ \t]*(?:#{1,6}[ \t]*|[-*+>][ \t]+)?")
_COMMENT = re.compile(r"<!--.*?-->|[-=*_#\s]*")
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零\d]+[章节编篇部]|[一二三四五六七八九十]{1,3}、"
    r"|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[.、](?!\d)|[IVX]{1,4}[.、]"
)
_PROSE_END = re.compile(r"[。!?;…,、]$|[。;]")

# what pages print around an article, whoever runs the site
_FURNITURE = re.compile(
    r"^[\W_]*(?:(?:责任|本文|本期|执行|实习|值班)?(?:编辑|校对|责编|审核|监制|排版)\s*[:：/]"
    r"|(?:文章|稿件|信息|内容|图片|资料)?来源\s*[:：/]|(?:文|图|作者|记者|撰文)\s*[|/:：]"
    r"|(?:发布|发表|更新|创建)(?:时间|日期)?\s*[:：/]|(?:免责|版权|郑重)(?:声明|申明|提示|说明)"
    r"|声明[:：]|版权所有|版权归|本文仅代表|以上(?:内容|观点).{0,12}(?:不代表|仅供)"
    r"|(?:未经|如需).{0,16}(?:许可|授权|转载)|.{0,20}转载.{0,14}(?:注明|标明|联系|授权)"
    r"|.{0,24}原创.{0,12}转载|.{0,12}投稿.{0,20}(?:修改|编辑)"
    r"|(?:相关|推荐|延伸|更多|热门|往期|精彩|猜你|最新|编辑)"
    r"(?:阅读|推荐|新闻|文章|报道|资讯|内容|链接|回顾|评论|喜欢|资料|文档|解读|政策|文件)[\W\d]*$"
    r"|(?:本|今|一)(?:周|日|月)(?:排行|热点|热门|推荐|要闻)|(?:热点|点击|阅读)排行"
    r"|(?:上|下)一(?:篇|条|页)|分享(?:到|至)|扫(?:一扫|码|描).{0,20}|.{0,6}二维码"
    r"|(?:打赏|点赞|赞赏|收藏(?!家)|评论\(|我要(?:评论|纠错|分享)|发表评论|参与评论|关注我们|微信公众号[:：])"
    r"|返回(?:首页|顶部|列表)|(?:打印|关闭)(?:本页|窗口)?$|字(?:体|号)[:：]|\[?(?:打印|关闭|大 ?中 ?小)\]?"
    r"|(?:首页|当前位置|您(?:的|所在的)?位置)\s*[:：>|]|浏览(?:次数|量)|阅读(?:次数|量|数)"
    r"|(?:ICP备|京公网|技术支持)[:：]?|.{0,30}ICP备|违法和不良信息|举报(?:电话|邮箱)"
    r"|本文(?:来自|转自|首发|为.{0,8}原创|由.{0,16}(?:授权|整理|编译))|(?:注|Tips?)[:：]本文"
    r"|不构成.{0,8}投资建议|收藏本站)"
)
# behind these nothing belongs to the article any more
_END = re.compile(
    r"^[\W_]*(?:责任编辑|(?:免责|版权)(?:声明|申明)|(?:相关|推荐|延伸|更多|热门|往期)"
    r"(?:阅读|推荐|新闻|文章|报道|资讯|链接)[\W\d]*$|(?:上|下)一篇|本周排行|(?:热点|点击|阅读)排行"
    r"|扫(?:一扫|码|描)|分享到|猜你喜欢|发表评论|网友评论)"
)


def find_blocks(text: str) -> tuple[Block, ...]:
    """Split a normalised text into its blocks, in order.

    Parameters
    ----------
    text : as `kg.article.normal` makes it.

    >>> [block.kind for block in find_blocks("关于促进发展的通知\\n\\n各区人民政府:请照此办理。")]
    ['title', 'paragraph']
    """
    blocks: list[Block] = []
    first: dict[str, int] = {}
    ended = False
    for start, end, marked in _lines(text):
        line = text[start:end]
        ended = ended or (end > len(text) * 0.4 and bool(_END.match(line)))
        if ended or _FURNITURE.match(line[:120]):
            kind = "furniture"
        elif not blocks and _is_title(line):
            kind = "title"
        else:
            kind = "heading" if _is_heading(line, marked) else "paragraph"
        key = "".join(line.split())
        earlier = first.setdefault(key, len(blocks))
        blocks.append(Block(start, end, kind, earlier if earlier < len(blocks) else None))
    return tuple(blocks)


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """The lines with words in them, without markup; whether a heading mark stood in front."""
    position = 0
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        markup = _MARKUP.match(line)
        marked = bool(markup and "#" in markup[0])
        start += markup.end() if markup else 0
        body = text[start:end]
        if body.strip() and not _COMMENT.fullmatch(body):
            start += len(body) - len(body.lstrip())
            yield start, start + len(body.strip()), marked


def _is_title(line: str) -> bool:
    return len(line) <= TITLE_LINE and not _PROSE_END.search(line)


def _is_heading(line: str, marked: bool) -> bool:
    if marked:
        return len(line) <= 2 * HEADING_LINE
    if len(line) > HEADING_LINE or _PROSE_END.search(line):
        return False
    return bool(_NUMBERED.match(line)) or len(line) <= 24
