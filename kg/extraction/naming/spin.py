"""Words that spinning software puts in place of others, undone where a text is full of them.

Such a text calls the 工业和信息化发展 of others 进步 and every 通知 a 公告. All pairs have the same
length, so that positions stay; 建议 and 公告 are also real kinds of policies, so that a text is
restored only when its spin score is high.
"""

from __future__ import annotations

from kg.article import Article
from kg.patterns import regex

_ENOUGH = 0.6
_PLAIN = {
    "进步": "发展",
    "革新": "创新",
    "公告": "通知",
    "建议": "意见",
    "推行": "实施",
    "范围": "领域",
    "网盟": "联盟",
    "手段": "措施",
    "方法": "办法",
    "要素": "要点",
    "云数据": "大数据",
    "智商": "智力",
    "筹资": "融资",
    "策略": "战略",
    "塑造": "打造",
    "拟定": "制定",
    "商品": "产品",
    "买卖": "交易",
    "辨别": "识别",
    "要紧": "重要",
    "超越": "超过",
    "出色": "优秀",
    "除去": "除了",
    "开创者": "创始人",
    "提供链": "供应链",
    "符合需要": "符合条件",
    "区域块链": "地区块链",
}
_SPUN = regex("|".join(_PLAIN))


def restored(article: Article) -> str:
    """The normalised text, with plain words for machine-made synonyms if the text is spun."""
    if article.spin < _ENOUGH:
        return article.text
    return _SPUN.sub(lambda match: _PLAIN[match[0]], article.text)
