"""What may be a name: a head and the words before it, and what these words tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.lexicon import Lexicon, lexicon
from kg.extraction.naming.inside import LEGAL_FORMS
from kg.extraction.naming.persons import is_person_name
from kg.extraction.naming.places import PlaceHit
from kg.extraction.naming.surroundings import WORKED_ON, is_counted, is_partner
from kg.extraction.naming.works import (
    ABBREVIATED,
    ALONE,
    FACILITIES,
    LINE,
    STATION,
    STATIONS,
    WORKS,
)
from kg.extraction.reading import Words
from kg.patterns import regex

_ACTS = regex("创[建立始办]于|成立于|始建于|收购|控股|旗下|总部|战略投资|投资了|宣布|发起设立")
_INTRODUCED = regex("(?:由|与|、|被|经)$")
_RANKS = regex(
    "国家级|国家(?=(?:技术|产业|制造业|工程|重点)$)|(?:省级?|市级?|区级|县级)(?!内|外|直|属)"
)
_LABORATORIES = ("实验室", "重点实验室", "工程研究中心")
_OF_TRADE = ("市场", "产业", "行业", "需求", "业务", "企业")
_RANKED = ("重点实验室", "企业重点实验室", "工程技术研究中心", "企业技术中心")
PREFIXES = (
    "国家", "中央", "全国", "中国", "国际", "世界", "全球", "亚洲", "欧洲", "粤港澳", "长三角",
    "京津冀", "海峡",
)  # fmt: skip
# behind the name of a town or a river these make the name of one firm: 合肥产投, 赣江锂业
_HOUSES = frozenset((
    "国投", "城投", "产投", "建投", "交投", "文投", "农投", "科投", "金投", "旅投", "高新投",
    "国控", "金控", "控股", "创投", "风投", "资本", "股份", "药业", "制药", "实业", "置业", "水务",
    "燃气", "传媒", "微电子", "电气", "机床", "轮胎", "啤酒", "财险", "人寿", "重工", "乳业",
    "酒业", "锂业", "铜业", "铝业", "煤业", "特钢",
))  # fmt: skip
_OF = regex("的$")
_OF_GOODS = ("网络", "保险", "燃气", "动力", "通信")
_IN_NOUN = regex(
    "[\u4e00-\u9fff]{0,4}(?:变压器|滤波器|设备|壁挂炉|灶具?|管道|铁塔|基站|覆盖|服务中心|理赔|事业部|系统|电池)"
)
_MACHINES = ("无人机", "机器人")
_ISSUED = (
    "发行股份", "增发股份", "新增股份", "流通股份", "部分股份", "全部股份", "普通股份", "持有股份",
    "有限公司股份", "责任公司股份", "所持股份",
)  # fmt: skip
_MADE_BY = regex(
    "(?:大学|学院|研究院|研究所|公司|集团)(?:自主|联合)?(?:研发|研制|开发|打造|推出|生产|制造)"
)
_KINDS_OF_CELL = regex(
    "(?:[态锂钠钒]|离子|动力|储能|铅酸|磷酸铁|三元|镍氢|燃料|光伏|太阳能|钙钛矿|液流|刀片|纽扣|圆柱|软包|蓄)电池$"
)
_OF_SIGNALS = ("网络", "数据", "通信", "软件")
_DEEDS = ("控股", "投资", "支付", "租赁", "出行")
_COMMON_WORDS = 3  # so many before a weak head tell of goods: 青少年教育文化网络
_PAID = ("支付", "租赁")  # what persons do too
_GOODS = ("半导体", "智能", "储能", "电池", "光伏", "锂电", "机电", "装备", "医疗", "通信")
_GOODS_BEHIND = regex(
    "制造(?!有限|股份|集团|公司|厂)|产业|系统|设备|技术|材料|装置|产线|模组|组件|驾驶|网联|诊疗|终端|穿戴|家居|机器人"
)
_WHOLE_AFTER = tuple(",。;:由")
_WHOLE_FIRM = 4  # characters in front of a legal form that no kind of firm has
_PIECES = regex(r"[\d.]+[余多百千万亿]*[台辆架艘套吨片颗件]")
_PAID_FOR = regex("(?:购置|更新|采购|应用)*(?:补贴|奖补|扶持)(?:政策|标准|办法|资金|细则|目录)")
_QUANTITY = regex(r"年[产处]|\d(?:[GMk]Wh?|[万亿]|吨|台|千瓦|兆瓦)")
_KINDS = regex("(?:私募|股权|风险|主权|财富|对冲|创业|产业|投资|著名|知名|的)*")


@dataclass(slots=True)
class Candidate:
    """What may be a name: the words before a head, and the head."""

    words: Words
    start: int
    head_start: int
    end: int
    class_name: str
    place: PlaceHit | None

    @property
    def core(self) -> str:
        """The words before the head."""
        return self.words.text[self.start : self.head_start]

    @property
    def head(self) -> str:
        """The head, which tells the class."""
        return self.words.text[self.head_start : self.end]

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the words in front of the name match."""
        text = self.words.text
        return pattern.search(text, max(0, self.start - 20), self.start) is not None

    def is_branded(self, lex: Lexicon) -> bool:
        """Tell whether a brand stands before a weak head such as 科技."""
        words = self.words
        after_place = self.place is not None and self.place.end < self.head_start
        begin = self.place.end if self.place is not None and after_place else self.start
        plain = words.text[begin : self.head_start]
        if words.text.endswith(_ISSUED, self.start, self.end):
            return False  # 甲非公开发行股份
        if _MADE_BY.search(self.core):
            return False  # 甲大学研发新型电池
        if self.core.endswith(STATIONS):
            return False  # 抽水蓄能电站投资
        if words.text.startswith(("路", "街", "大道"), self.end):
            return False  # 某区科技路18号
        if _KINDS_OF_CELL.search(words.text[self.start : self.end]):
            return False  # 钠离子电池
        if _PAID_FOR.match(words.text, self.end):
            return False  # 糖机装备补贴政策
        if self.head in _GOODS and _GOODS_BEHIND.match(words.text, self.end):
            return False  # 全钒液流电池储能系统
        if _PIECES.match(words.text, self.end):
            return False  # 更新混动汽车1000台
        if self.head in _OF_GOODS and _IN_NOUN.match(words.text, self.end):
            return False  # 某地网络|变压器厂家
        if self.head in _MACHINES and self.follows(_OF):
            return False  # 某国的苍鹭无人机
        if "集团" in plain:
            return False  # 甲集团综合能源战略
        if _QUANTITY.search(self.core):
            return False  # 年产28GWh储能电池
        if plain.isascii() and self.head in _OF_SIGNALS:
            return False  # 5G通信, PMI数据
        if self._is_described(begin):
            return False
        if len(plain) < 2 or len(self.core) > 10 or "“" in plain or "+" in plain:
            return False
        if plain in lex.generic or words.knows(words.text[self.start : self.end]):
            return False
        if self.head in _PAID and words.tags[words.index(begin)] == "nr" and is_person_name(plain):
            return False  # 甲乙丙支付
        ends = (words.tags[words.index(i)] for i in (begin, self.head_start - 1))
        used = not {"v", "vn"}.isdisjoint(ends)
        if used and words.text.startswith(_MACHINES, self.head_start):
            return False  # 送餐无人机: what it is for
        return _brandish(words, begin, self.head_start, self.head in _HOUSES)

    def _is_described(self, begin: int) -> bool:
        """Tell whether an adverb or a row of common words stands before the head: 直接控股."""
        words = self.words
        inside = range(words.index(begin), words.index(self.head_start - 1) + 1)
        common = [i for i in inside if len(words.words[i]) > 1 and words.knows(words.words[i])]
        adverb = self.head in _DEEDS and len(inside) == len(common) == 1
        adverb = adverb and words.tags[common[0]] in ("d", "ad", "a", "z", "v")
        return adverb or len(common) >= _COMMON_WORDS

    def has_brand(self) -> bool:
        """Tell whether a proper name stands before the head."""
        words = self.words
        inside = range(words.index(self.start), words.index(self.head_start - 1) + 1)
        return any(words.is_brand(i) or words.tags[i] in ("ns", "nt", "nz") for i in inside)

    def begins_with_brand(self) -> bool:
        """Tell whether a word that no dictionary has comes first: 谷潮动力电池项目."""
        words, index = self.words, self.words.index(self.start)
        word = words.words[index]
        if len(self.core) < 4 or word.isascii() or not words.is_brand(index):
            return False
        plain = words.knows(word) or word in lexicon().generic or word[0] in "好各本该不直全"
        return not plain and not _ZONED.search(self.core)  # 甲工业区石化项目 stands in 甲工业区

    def begins_with_firm(self) -> bool:
        """Tell whether a firm's brand and line come first, or works that the dictionary has.

        So it is in 谷芯|半导体|三期项目 and 南水北调|中线工程.
        """
        words, core, lex, index = self.words, self.core, lexicon(), self.words.index(self.start)
        first = words.words[index]
        if words.tags[index] in ("nz", "ns") and len(first) > 2:
            plain = first in lex.generic or _ZONED.search(core)
            return len(core) > len(first) and not plain
        at = index + 1 + (len(first) == 1)
        size = words.starts[at] - self.start
        odd = (words.is_brand(index) or len(first) == 1) and not words.knows(core[:size])
        return odd and 2 <= size < len(core) - 2 and words.words[at] in lex.brand_heads

    def _opens(self) -> bool:
        """Tell whether a name stands at the head of a clause."""
        return self.start == 0 or self.words.text[self.start - 1] in "\n。,;:"

    def is_whole_firm(self) -> bool:
        """Tell whether common words are a firm, for nothing else opens a clause like that.

        So do ,共享智能装备有限公司获奖 and 由联合汽车电子有限公司建设.
        """
        before = self.words.text[self.start - 1 : self.start]
        legal = self.words.text.startswith(LEGAL_FORMS, self.head_start)
        return legal and len(self.core) >= _WHOLE_FIRM and before in _WHOLE_AFTER

    def _acts(self) -> bool:
        """Tell whether a name stands at the head of a clause and does what firms do."""
        return self._opens() and _ACTS.match(self.words.text, self.end) is not None

    def is_firm(self, strength: int) -> bool:
        """Tell whether the words before 公司, 集团, 银行 name one firm: 同心公司, not 平台公司."""
        head = self.head
        introduced = head == "集团" and len(self.core) == 2
        introduced = introduced and (self.follows(_INTRODUCED) or self._acts())
        if head == "保险" and self.place is None and not self.has_brand():
            return False  # 奶牛保险: a line of business
        if head == "银行" and self.place is None and self._is_kind_of_bank():
            return False
        if head == "信托" and self.core in _TRUSTS:
            return False
        if head == "厂" and self.place is None and not self.has_brand():
            return False  # 建电池厂, 传统成衣厂
        if head == "公司" and is_partner(self.words, self.start, self.head_start, self.end):
            return True
        if (
            _KINDS_OF_FIRMS.fullmatch(self.core)
            or self.core[-1] in "于在及"
            or is_counted(self.words.text, self.start)
        ):
            return False
        own = self.core[len(self.place.surface) :] if self.place is not None else self.core
        if _DESCRIBED.match(own) or (self.core == "中国" and head in _BARE_FIRMS[:2]):
            return False
        if self.is_whole_firm():
            return True
        if strength < (2 if head in ("公司", "集团") and not introduced else 1):
            return False
        if head != "公司":
            return True
        if self.place is not None:
            plain = self.core[len(self.place.surface) :]  # 甲国初创公司
            return plain not in lexicon().generic and not _KINDS_OF_FIRMS.fullmatch(plain)
        words, generic = self.words, lexicon().generic
        first, last = words.index(self.start), words.index(self.head_start - 1)
        return any(
            words.is_brand(i)
            or words.tags[i] in ("ns", "nt", "j")
            or (len(words.words[i]) == 1 and words.words[i] not in generic)
            for i in range(first, last + 1)
        )

    def _is_kind_of_bank(self) -> bool:
        """Tell whether common nouns, or verbs in front of it, make no name of 银行: 跨国银行."""
        words = self.words
        first, last = words.index(self.start), words.index(self.end - 1)
        before = words.index(self.head_start - 1)
        deed = before < last and words.tags[before] == "v"  # 业绩巨亏银行
        if deed or _KINDS_OF_BANK.search(self.core):
            return True
        named = last == first or (last == first + 1 and words.tags[first][0] == "n")
        return not named and self.is_of_common_nouns()  # but 工商银行, 樱花|银行

    def is_of_common_nouns(self) -> bool:
        """Tell whether only common nouns stand before the head: 干部培训基地."""
        if self.core.startswith(PREFIXES):
            return False
        words = self.words
        inside = range(words.index(self.start), words.index(self.head_start - 1) + 1)
        return all(
            words.words[i] in lexicon().generic
            or (
                (len(words.words[i]) > 1 and words.knows(words.words[i]))
                and words.tags[i] in _COMMON
            )
            for i in inside
        )

    def is_of_rank(self) -> bool:
        """Tell whether rank and common nouns are all that is said: 国家级制造业创新中心."""
        if self.core == "国家" and self.head in _LABORATORIES:
            return True
        whose = self.place.surface if self.place is not None else "全国"
        if self.core.removeprefix(whose) + self.head in _RANKED:
            return True  # 湖南省重点实验室
        rank = _RANKS.match(self.core)
        if rank is None:
            return False
        words, begin = self.words, self.start + rank.end()
        inside = (
            range(words.index(begin), words.index(self.head_start))
            if begin < self.head_start
            else ()
        )
        return all(words.words[i] in lexicon().generic for i in inside)

    def is_foreign_kind(self) -> bool:
        """Tell whether a fund is only said to be of another country: 日本私募投资基金甲资本."""
        place = self.place
        if place is None or place.parents or place.code is not None:
            return False
        if place.name not in lexicon().countries:
            return False  # 黄河流域产业投资基金 is one fund
        rest = self.core[len(place.surface) :]
        return _KINDS.fullmatch(rest) is not None

    def is_bare_place(self) -> bool:
        """Tell whether nothing but a place stands before the head: 上海公司, 北京平台."""
        place = self.place
        if place is None or self.words.text[place.end : self.head_start].strip("“”()"):
            return False
        if self.class_name == "Company":
            head = self.head
            city = place.name.endswith("市") and place.surface != place.name
            city = city or (place.code is None and place.parents[:1] not in ((), ("中国",)))
            return head in _BARE_FIRMS and not (city and head == "银行")  # 烟台银行 is one bank
        if self.class_name == "Fund":  # 上海自贸区基金 is one
            return self.head in _BARE_FUNDS and not place.zone
        alone = self.words.text.startswith(STATIONS, self.head_start)
        if alone or self.head.endswith((*FACILITIES, "电站")):
            # 营口电厂 is one, but not 中国电厂
            return not place.parents or self.words.text.startswith(_OF_TRADE, self.end)
        if self.class_name == "Event":  # 北京冬奥会 and 上海时装周 are one, but not 北京论坛
            week = self.head.endswith("周")
            return not (week or self.words.text.startswith(_GAMES, self.head_start))
        if self.head == "机场":  # 甲机场通航 tells of one, 从甲机场起飞 only where
            built = self.follows(_BUILDS_AIRPORT)
            return not built and WORKED_ON.match(self.words.text, self.end) is None
        return self.class_name == "Project" and not self.head.endswith("基地")

    def is_facility(self) -> bool:
        """Tell whether its words tell which facility of science this is: 稳态强磁场实验装置."""
        core = self.core
        long = len(core) >= 4 and not core.startswith(PREFIXES) and _ORDINARY.search(core) is None
        return long and self.head.endswith(FACILITIES)

    def is_of_the_nation(self) -> bool:
        """Tell whether the state has one of it: 国家政务服务平台."""
        head = self.head
        national = self.core.startswith(("国家", "全国")) and not self.core.startswith("国家级")
        return national and head in ("平台", "系统") and len(self.core) >= 6

    def is_line(self) -> bool:
        """Tell whether letters that stand for places come before 铁路 or 高速公路."""
        core = self.core
        if ABBREVIATED.fullmatch(core):
            return True
        odd = not self.words.knows(core) and core not in lexicon().generic
        return 2 <= len(core) <= 3 and odd

    def _is_called(self) -> bool:
        """Tell whether works are called by some word, not only by their kind: 平陆|运河."""
        words, lex = self.words, lexicon()
        called = _KIND_OF_WORKS.sub("", self.core)
        if not self.head.endswith(ALONE) or not 2 <= len(called) <= 8 or not called.isalpha():
            return False
        begin = self.start + self.core.find(called)
        inside = range(words.index(begin), words.index(begin + len(called) - 1) + 1)
        return words.is_edge(self.start) and all(
            words.words[i] not in lex.generic and words.tags[i] in _CALLS for i in inside
        )

    def is_works(self) -> bool:
        """Tell whether this names works by a proper name or in a heading: 关于X工程(问题)。."""
        text = self.words.text
        head = self.head
        if head.endswith(STATIONS) or (head in WORKS and STATION.search(self.core)):
            return self.has_brand() or self._is_called()
        if LINE.search(head) and self.is_line():
            return True  # 沪苏湖高铁, 滁宁城际铁路
        headed = head in WORKS and len(self.core) >= 4 and self.follows(_HEADED)
        return headed and _HEADING_ENDS.match(text, self.end) is not None


# 建设一批先进实验装置, 国家重大科学装置: how good they are or how many
_ORDINARY = regex(
    "^(?:一批|若干|多个|各类|系列|相关)|重大|重点|大型|先进|高端|通用|专用|专业|关键|尖端|核心|配套|自动"
)
# what works are like, which tells none from others of their kind: 混合式抽水蓄能电站
_KIND_OF_WORKS = regex(
    "^(?:[大中小新老旧两双多该本这那]|病险|港口|坑口|大型|中型|小型|新型|特大|深埋|超长|首[座个条])+"
    "|(?:[海陆]上|深远?海|近海|漂浮|分散|集中|分布|混合|集装箱|自动化|智能|智慧|国际|综合|公铁|铁路|公路|高速|高铁|两用"
    "|跨[海江河湖]|过江|[海湖江水地]底|海域|光伏|光热|风光|风力|太阳能|抽水|蓄能|储能|生物质|垃圾|焚烧|燃[煤气]|火力|水力|发电"
    "|LNG|液化|天然气|原油|成品油|石油|页岩|航天|商业|卫星|同步辐射|先进|[散干]货|千伏|[型式级])+$"
)
_CALLS = ("n", "nr", "ns", "nz", "nt", "nrt", "nrfg", "j", "g", "ng", "ag", "f", "v")


_BUILDS_AIRPORT = regex("(?:新建|迁建|扩建|机场[、和])$")
_COMMON = ("n", "vn", "v", "b", "nz", "l", "an", "j")
_GAMES = (
    "冬奥会", "奥运会", "亚运会", "冬残奥会", "残奥会", "世博会", "世园会", "大运会", "全运会",
    "青奥会",
)  # fmt: skip
_ZONED = regex("[园区]")
_HEADED = regex("关于(?:开发|生产|建设|新建|扩建|改建|研制|引进|启动|实施|筹建|大型|重大|新)*$")
_HEADING_ENDS = regex("(?:建设|立项|核准|审批)?(?:的?(?:有关)?问题)?[。\n]")
_KINDS_OF_BANK = regex(
    "^(?:非|国家|不同|投资|私人|国营|民营|老牌|开户|发卡|抵押|储蓄|影子|总部|和谐)$"
    "|[存放还欠]$|(?:网上|手机|商业|专业|政策性|股份制|国有|外资|合资|跨国)$"
)
_TRUSTS = ("家族", "慈善", "公益", "资产", "资金", "财产", "家庭", "保险金", "养老", "服务")
_KINDS_OF_FIRMS = regex(
    r"(?:母|子|项目)基金|基金管理|[七八]国|二十国|中小型?|大中型|股份制|初创|国有大型|商业|村镇|民营|非法|(?:公开)?发行|\*?(?i:st)"
)
# what tells how many, how good or how big they are, and of no one: 甲国第二大航空公司
_DESCRIBED = regex(
    "第[一二三四五六七八九十\\d]+[大家]|[几数][大家]|知名|著名|国际化|关联|[大中小]型|.{0,8}实力|.?该$|.{0,6}(?:初创|板块)$|[一二两三四五六七八九十]校?$"
    "|(?:国有独资|本土|[大小新老非])$"
)
_BARE_FUNDS = ("基金", "子基金", "母基金", "资金池", "补助资金", "补贴资金")
_BARE_FIRMS = ("公司", "企业", "分公司", "子公司", "证券", "银行")


def _brandish(words: Words, begin: int, end: int, house: bool) -> bool:
    """Tell whether some word of a range is a brand rather than a common noun."""
    position, odd = begin, 0
    while position < end:
        index = words.index(position)
        named = words.is_brand(index) or (house and words.tags[index] in ("ns", "j"))
        part = words.text[position : words.starts[index + 1]]
        if words.starts[index] < position:  # 与泓晟|资本: the segmenter joins what is in front
            named = len(part) > 1 and not words.knows(part)
        if named and words.words[index] not in lexicon().generic:
            return True
        odd += len(part) == 1
        position = words.starts[index + 1]
    return odd >= 2
