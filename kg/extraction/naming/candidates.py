"""What may be a name: whether the words before a head make it one thing or a class of things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.lexicon import Lexicon, firms, lexicon
from kg.extraction.naming.places import PlaceHit
from kg.extraction.naming.surroundings import (
    WORKED_ON,
    is_counted,
    is_described,
    is_hoped_for,
    is_made_of_quoted,
    is_partner,
    is_venue,
)
from kg.extraction.naming.works import ABBREVIATED, LINE, NETWORKED, STATION, STATIONS
from kg.extraction.reading import Words
from kg.patterns import regex

# in these classes a name may be made of common words only, when it is long enough to be one
DESCRIPTIVE = {
    "Association": 6,
    "Institute": 7,
    "Fund": 6,
    "IndustrialPark": 6,
    "Event": 6,
    "Project": 6,
}
_ASPIRED = regex(
    r"(?:成为|作为|建成|打造成|建设成|发展成|培育成|努力打造|是"
    # 为了推进甲示范区建设 tells a purpose
    r"|为(?!了|推进|促进|加快|支持|推动|保障|规范|加强|深入|贯彻|落实|做好|全面))[\u4e00-\u9fff]{0,8}$"
)
# 甲是乙园区的运营方: somebody fills a role in a park that is there
_FILLED = regex(
    "[的内]|[\u4e00-\u9fff]{0,6}(?:运营|管理|开发|建设|合作)(?:主体|单位|机构|公司|伙伴|[方商])"
)
CREATED = regex(
    r"(?:成立|设立|设置|组建|建立(?!健全)|建成|打造|推出|创建|落成|共建|合建|合办|开设|揭牌|内设|新设|举办|举行|主办|召开|承办|安排)(?:了|的)?(?:(?:总|首期|目标)?(?:规模|总?额|金额)?(?:为|达)?(?:不低于|不少于|约|达|为)?[\d.]+[百千万亿]*元(?:人民币)?(?:规模)?(?:以上)?的?)?(?:全国|国内|全省|全球|我国|中国)?"
    r"(?:首个|第一个|首家|第一家|一个|一家|一支|一只|一批|自己的)?(?:省级|国家级|市级)?$"
)
_PROVIDED = regex(
    "(?:提出|明确|要求|指出|强调|部署|支持|鼓励|推动|引导|探索|规划|计划|可以|应当)[^。;了首]{0,50}$"
)
_OF_MANY = ("IndustrialPark", "Institute", "Association", "Project")
_KINDS_OF_GROUP = frozenset(
    ("企业", "国有", "大型", "跨国", "民营", "央企", "产业", "骨干", "龙头")
)
_ACTS = regex("创[建立始办]于|成立于|始建于|收购|控股|旗下|总部|战略投资|投资了|宣布|发起设立")
_INTRODUCED = regex("(?:由|与|、|被|经)$")
_ASPIRATIONS = ("先行区", "引领区", "集聚区", "功能区", "先导区", "集聚地", "新城", "特区")
_KINDS_OF_PROJECT = regex(
    r"(?:(?<!\d)重大|重点|季度|年度|签约|开工|招商|招商引资|合作|入园|储备|产业|意向|在谈|亿元|以上|工业|农业|民生|投资)$"
)
_NAME_BEHIND = regex("[A-Za-z“]")
_USED = regex("(?:依托|接入|登陆|入驻|部署在|对接|联通)(?:了|于)?$")
_RANKS = regex(
    "国家级|国家(?=(?:技术|产业|制造业|工程|重点)$)|(?:省级?|市级?|区级|县级)(?!内|外|直|属)"
)
_LABORATORIES = ("实验室", "重点实验室", "工程研究中心")
_OF_TRADE = ("市场", "产业", "行业", "需求", "业务", "企业")
_RANKED = ("重点实验室", "企业重点实验室", "工程技术研究中心", "企业技术中心")
_OF_RANK = ("国家级", "省级", "市级", "区级", "县级")
_MEASURED = regex(r"[\d.]+[百千万亿]*(?:千瓦|座|个|家|吨|台|条|公里|[MG]W)")  # 电站9万千瓦
_BACKED_BY = ("投资", "国字号", "出资", "资本")
_INSTITUTED = regex("(?:设置|设立|指定[^,。;]{2,14}为|批准建设)(?:了)?$")
_KINDS_OF_ZONE = ("示范区", "试验区", "实验区", "合作区")
_CARRIED_OUT = regex(r"(?:实施|启动|推出|开展|发起)(?:了)?$")
_BUILT = regex(
    r"(?:建设|共建|合建|投建|新建|扩建|开展|承接|参与|引进|打造|构建|搭建|推出|上线|开发|研发|启动|启用|设立|建立|建成|发布|创建|布局|实施|承建|筹建|规划"
    r"|发起|组建|成立|培育|参投|中标|[万亿]元(?:用于|资金|专项|,)*支持|投资(?=了?$))(?:了|的)?(?:一[个批座条套]|[\d.]+亿元的?)?(?:年产[^,。;的]{2,12}的)?(?:中国|全国|国内)?(?:首[个座条套])?$"
)
_JOINED = regex("(?:、|和|与|及)$")
PREFIXES = (
    "国家",
    "中央",
    "全国",
    "中国",
    "国际",
    "世界",
    "全球",
    "亚洲",
    "欧洲",
    "粤港澳",
    "长三角",
    "京津冀",
    "海峡",
)
# 第一支省级母基金, 政策性基金: what a fund is, not what it is called
_KIND_OF_FUND = regex(
    r"(?:(?:第[一二三四五六七八九十]+|首|[一二三四五六七八九十\d]+|数|多|)[支只个家][\u4e00-\u9fff]{0,12}"
    r"|[\u4e00-\u9fff]{0,6}?(?:区域性|地方性|全国性|政策性|人民币|市场化|商业化|综合性|专业化|公益性|非营利性|美元|双币)"
    r"(?:股权|投资|产业|创业|引导|母|子|风险|私募)*|[性型类级等](?:子|母)?|(?:区域性?|地方性|全国性|国家级|省级|市级|县级|实体|行业|平行|参股|直投|主题|功能)+(?:子|母)?)"
    r"|[前本][项条款]?(?:所称|之|列)*|下设[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{0,8}[二两三四五六七八九十]大|政府(?:引导|投资|出资|产业引导)?"
)
# behind the name of a town or a river these make the name of one firm: 合肥产投, 赣江锂业
_HOUSES = frozenset((
    "国投", "城投", "产投", "建投", "交投", "文投", "农投", "科投", "金投", "旅投", "高新投",
    "国控", "金控", "控股", "创投", "风投", "资本", "股份", "药业", "制药", "实业", "置业", "水务",
    "燃气", "传媒", "微电子", "电气", "机床", "轮胎", "啤酒", "财险", "人寿", "重工", "乳业",
    "酒业", "锂业", "铜业", "铝业", "煤业", "特钢",
))  # fmt: skip
_COUNTED = regex(r"(?:[一二两三四五六七八九十]|\d+)[大座个家][\u4e00-\u9fff]{0,4}")
_SUMMED_UP = regex("[二两三四五六七八九十][大个类项]$")
_MACHINES = ("无人机", "机器人")
_ISSUED = ("发行股份", "增发股份", "流通股份", "部分股份", "全部股份", "普通股份", "持有股份")
_KINDS_OF_CELL = regex(
    "(?:[态锂钠钒]|离子|动力|储能|铅酸|磷酸铁|三元|镍氢|燃料|光伏|太阳能|钙钛矿|液流|刀片|纽扣|圆柱|软包|蓄)电池$"
)
_GOODS = ("储能", "电池", "光伏", "锂电", "机电", "装备")
_GOODS_BEHIND = regex("系统|设备|技术|材料|装置|产线|模组|组件")
_KINDS = regex("(?:私募|股权|风险|主权|财富|对冲|创业|产业|投资|著名|知名|的)*")


# what a zone that is there already does
_DRAWS = regex(
    "(?:目前|现|如今|已经?|先后|累计|共)*(?:吸引|集聚|聚集|汇聚|入驻|引进|落户|揭牌|启用|开园|开放运营)"
)
_SOFTWARE = ("平台", "系统", "公链", "联盟链", "大模型", "操作系统", "小程序")
_OF_HOUSE = regex("(?!各|多家|大型|商业|国有|某)[\u4e00-\u9fff]{2,5}(?:银行|集团|法院)(?=.{4})")


def _bears_firm(core: str) -> bool:
    """Tell whether what stands before a head begins with a firm and goes on: 甲银行存证平台."""
    known = any(core[:size] in firms() for size in range(2, min(9, len(core) - 3)))
    return known or _OF_HOUSE.match(core) is not None


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
        if self.core.endswith(STATIONS):
            return False  # 抽水蓄能电站投资
        if words.text.startswith(("路", "街", "大道"), self.end):
            return False  # 某区科技路18号
        if _KINDS_OF_CELL.search(words.text[self.start : self.end]):
            return False  # 钠离子电池
        if words.text[self.head_start : self.end] in _GOODS and _GOODS_BEHIND.match(
            words.text, self.end
        ):
            return False  # 全钒液流电池储能系统
        house = words.text[self.head_start : self.end] in _HOUSES
        if house and self.place is not None and not plain:  # 合肥产投, not 合肥市产投
            return self.place.surface != self.place.name and len(self.place.surface) < 4
        if plain in lex.generic or len(plain) < 2 or len(self.core) > 10 or "“" in plain:
            return False
        if words.knows(words.text[self.start : self.end]):
            return False
        use = words.tags[words.index(begin)] == "v"
        if words.text.startswith(_MACHINES, self.head_start) and (use or not self.has_brand()):
            return False  # 送餐无人机: what it is for
        return not _is_common(words, begin, self.head_start) and _brandish(
            words, begin, self.head_start, house
        )

    def has_brand(self) -> bool:
        """Tell whether a proper name stands before the head."""
        words = self.words
        first, last = words.index(self.start), words.index(self.head_start - 1)
        return self._is_branded(range(first, last + 1))

    def _is_branded(self, inside: range) -> bool:
        words = self.words
        return any(words.is_brand(i) or words.tags[i] in ("ns", "nt", "nz") for i in inside)

    def begins_with_brand(self) -> bool:
        """Tell whether a word that no dictionary has comes first: 谷潮动力电池项目."""
        words, index = self.words, self.words.index(self.start)
        word = words.words[index]
        if len(self.core) < 4 or word.isascii() or not words.is_brand(index):
            return False
        plain = words.knows(word) or word in lexicon().generic or word[0] in "好各本该不直全"
        return not plain and not _ZONED.search(self.core)  # 甲工业区石化项目 stands in 甲工业区

    def _acts(self) -> bool:
        """Tell whether a name stands at the head of a clause and does what firms do."""
        text = self.words.text
        first = self.start == 0 or text[self.start - 1] in "\n。,;:"
        return first and (_ACTS.match(text, self.end) is not None or self._is_told_of())

    def _is_told_of(self) -> bool:
        """Tell whether an adverb or a preposition stands behind, as behind a subject: 甲先后."""
        index = self.words.index(self.end)
        plain = self.core in _KINDS_OF_GROUP or self.core[0] in "本该各此其某"
        tags, words = self.words.tags, self.words.words
        return index < len(tags) and not plain and (tags[index] in "pdt" or words[index] == "先后")

    def is_firm(self, strength: int) -> bool:
        """Tell whether the words before 公司, 集团, 银行 name one firm: 同心公司, not 平台公司."""
        head = self.words.text[self.head_start : self.end]
        introduced = head == "集团" and len(self.core) == 2
        introduced = introduced and (self.follows(_INTRODUCED) or self._acts())
        if head == "保险" and self.place is None and not self.has_brand():
            return False  # 奶牛保险: a line of business
        if head == "信托" and self.core in _TRUSTS:
            return False
        if head == "厂" and self.place is None and not self.has_brand():
            return False  # 建电池厂, 传统成衣厂
        if head == "公司" and (
            self.is_headed() or is_partner(self.words, self.start, self.head_start, self.end)
        ):
            return True
        if self.core in _KINDS_OF_FIRMS or is_counted(self.words.text, self.start):
            return False
        if strength < (2 if head in ("公司", "集团") and not introduced else 1):
            return False
        if head != "公司":
            return True
        if self._tells_kind():
            return False
        if self.place is not None:
            return self.core[len(self.place.surface) :] not in lexicon().generic
        words, generic = self.words, lexicon().generic
        first, last = words.index(self.start), words.index(self.head_start - 1)
        return any(
            words.is_brand(i)
            or words.tags[i] in ("ns", "nt", "j")
            or (len(words.words[i]) == 1 and words.words[i] not in generic)
            for i in range(first, last + 1)
        )

    def _tells_kind(self) -> bool:
        """Tell whether 公司 only says what the firm is whose name follows: 某国生物技术公司云澜."""
        words, place = self.words, self.place
        begin = place.end if place is not None and place.end < self.head_start else self.start
        inside = range(words.index(begin), words.index(self.head_start - 1) + 1)
        following = words.index(self.end)
        named = following < len(words.words) and words.words[following].isalpha()
        named = named and words.is_brand(following) and words.is_edge(self.end)
        return named and (begin == self.head_start or not self._is_branded(inside))

    def is_headed(self) -> bool:
        """Tell whether somebody is said to be its head, as of one firm: 苹果公司CEO."""
        plain = self.core in lexicon().generic or self.core in lexicon().outer_words
        return not plain and _HEADED_BY.match(self.words.text, self.end) is not None

    def is_one_thing(self, strength: int) -> bool:
        """Tell whether this names one thing rather than a class of things."""
        core, placed = self.core, self.place is not None
        if _COUNTED.fullmatch(core) or _SUMMED_UP.search(core):
            return False  # 三大研发中心, 人才交流五大平台
        if self.class_name == "Fund" and placed and self.is_foreign_kind():
            return False
        if self.class_name == "Fund" and (core in PREFIXES or _KIND_OF_FUND.fullmatch(core)):
            return False
        if self.class_name == "Fund" and core.endswith("+"):
            return False  # 母基金+专项基金: what a model consists of
        if self.class_name == "Event" and core in _HOLDING:
            return False  # 开研讨会
        words_end = self.words.text[self.head_start : self.end]
        created = len(core) >= 2 and self.follows(CREATED)
        if self.class_name in _OF_MANY and strength < 1 and len(core) < 4:
            lead = self.words.text[max(0, self.start - 60) : self.start]
            created = created and not _PROVIDED.search(lead)  # 提出打造产业研究院: one of many
        if strength < 1 and len(core) < DESCRIPTIVE.get(self.class_name, 99) and not created:
            return False
        if words_end == "大学":
            return len(core) >= 2 and core != "国家" and not _ORDINAL.search(core)
        if self.class_name == "Fund":
            return strength >= 1 or created
        text = self.words.text
        if self.class_name in ("Project", "Institute") and is_venue(text, self.start, self.end):
            return False
        if self.class_name == "Project" and (
            core.startswith("“") or is_made_of_quoted(text, self.start, self.head_start)
        ):
            return False  # “海芯”平台 is called 海芯
        if self.class_name == "Project" and self.is_kind_of_station():
            return False
        if self.class_name in ("Institute", "Event") and self.is_of_rank():
            return False  # 省实验室, 国家级制造业创新中心
        if self.class_name == "Project" and (
            _MEASURED.match(text, self.end) or (words_end == "平台" and core.endswith(_BACKED_BY))
        ):
            return False
        if words_end == "机场" and core.endswith("国际") and len(core) >= 4:
            return True  # 双流国际机场
        if words_end == "代线" and self.place is None:
            return False
        if words_end in ("工厂", "港"):  # 长沙工厂, not 长沙电子工厂
            place = self.place
            if place is None or place.end != self.head_start:
                return False
            return words_end == "工厂" or len(place.parents) > 1  # 上海港 is a firm too
        if words_end == "试点":
            return False  # of many kinds, unless somebody carries it out
        if words_end == "项目" and _KINDS_OF_PROJECT.search(core):
            return False  # 某市第一季度重大项目
        if self.class_name == "IndustrialPark" and (len(core) < 2 or _ORDINAL.search(core)):
            return False
        at_home = self.place is not None and self.place.code is not None
        hoped = self.class_name == "IndustrialPark" and not at_home
        if hoped and is_hoped_for(text, self.start, self.end):
            return False  # 打造甲引领区、乙先行区: what a region is to be
        if self.class_name == "Project" and core.startswith(_OF_RANK):
            return False  # 国家级“双百”平台: of many that bear the rank
        if placed or "“" in core or (self.class_name == "Project" and SITED.search(core)):
            return True
        if words_end.endswith(_ASPIRATIONS) and not self.has_brand():
            return False
        if words_end.endswith(_ASPIRATIONS) and _DRAWS.match(text, self.end):
            return True
        if self.class_name == "Project" and (self.is_works() or self.is_of_the_nation()):
            return True
        if self.class_name == "Project" and words_end.endswith(_SOFTWARE) and _bears_firm(core):
            return True
        if self.class_name == "Project":
            if not (len(core) >= 4 or strength >= 2):
                return False
            carried_out = words_end in ("计划", "行动")
            if words_end in (*_WORKS, *_SOFTWARE) and self.begins_with_brand():
                return True
            specific = strength >= 1 or len(core) >= 6
            if not carried_out and specific and WORKED_ON.match(self.words.text, self.end):
                return True
            if carried_out:
                return specific and self.follows(_CARRIED_OUT)
            joined = words_end not in _WORKS and self.follows(_JOINED)
            named = _NAME_BEHIND.match(text, self.end)  # 登陆甲公司云平台Zure
            if strength >= 2 and words_end not in _WORKS and self.follows(_USED) and not named:
                return True
            told = len(core) >= 8 and is_described(text, self.start)
            return specific and (joined or told or self.follows(_BUILT))
        if words_end == "基地" and core.endswith(_GROWN):
            return False  # 党参种植基地: one of many
        if self.class_name == "IndustrialPark" and strength < 3:
            if words_end.endswith("基地") and not created and self.is_of_common_nouns():
                return False  # 干部培训基地: one of many
            if words_end.endswith(_ASPIRATIONS):
                return False
            aspired = self.follows(_ASPIRED) and not _FILLED.match(text, self.end)
            return not aspired and (strength >= 1 or created)
        return True

    def is_made(self, owned: bool, strength: int) -> bool:
        """Tell whether what somebody sets up is told by more than its kind: 建设微电子中心.

        Parameters
        ----------
        owned : somebody or some place is named in front of the verb.
        strength : how much the words before the head make it one thing.
        """
        head = self.words.text[self.head_start : self.end]
        if self.class_name == "Institute" and self.is_of_rank():
            return False
        if head in ("计划", "行动", "工厂", "代线", "港") or self.core.endswith(_GROWN):
            return False
        hoped = self.place is None and head.endswith("区")
        if hoped and is_hoped_for(self.words.text, self.start, self.end):
            return False
        if self.class_name == "Project" and self.core.startswith("“"):
            return False  # “海芯”平台 is called 海芯
        if self.class_name == "Project" and _MEASURED.match(self.words.text, self.end):
            return False  # 建成储能电站150万千瓦
        if head == "项目" and _KINDS_OF_PROJECT.search(self.core):
            return False
        if head.endswith(_ASPIRATIONS) and not (owned and self.follows(_INSTITUTED)):
            return False
        if head.endswith(_KINDS_OF_ZONE) and strength < 2:
            return False
        if head == "试点" and not owned:
            return False
        if self.class_name == "Project" and self.is_kind_of_station():
            return False
        if head in NETWORKED and self.place is None and self.core.startswith("国家"):
            return False  # 建设国家算力枢纽节点: of which there are many
        return len(self.core) >= (2 if strength >= 2 else 3) and (strength >= 2 or owned)

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
        if self.core == "国家" and self.words.text[self.head_start : self.end] in _LABORATORIES:
            return True
        whose = self.place.surface if self.place is not None else "全国"
        if self.core.removeprefix(whose) + self.words.text[self.head_start : self.end] in _RANKED:
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
            head = self.words.text[self.head_start : self.end]
            city = place.name.endswith("市") and place.surface != place.name
            city = city or (place.code is None and place.parents[:1] not in ((), ("中国",)))
            return head in _BARE_FIRMS and not (city and head == "银行")  # 烟台银行 is one bank
        if self.class_name == "Fund" and place.zone:
            return False  # 上海自贸区基金 is one
        if self.class_name == "Fund":
            return self.words.text[self.head_start : self.end] in _BARE_FUNDS
        if self.words.text.startswith(STATIONS, self.head_start):
            # 营口电厂 is one, but not 中国电厂
            return not place.parents or self.words.text.startswith(_OF_TRADE, self.end)
        if self.class_name == "Event":  # 北京冬奥会 is one, but not 北京论坛
            return not self.words.text.startswith(_GAMES, self.head_start)
        return self.class_name == "Project"

    def is_kind_of_station(self) -> bool:
        """Tell whether a place and common words name a kind of works: 山西港口电站."""
        if self.place is None or not self.words.text.startswith(STATIONS, self.head_start):
            return False
        words, begin = self.words, self.place.end
        if self.core.endswith(("地区", "区域", "全省", "全市")):
            return True
        if begin >= self.head_start:
            return False
        inside = range(words.index(begin), words.index(self.head_start - 1) + 1)
        return all(
            len(words.words[i]) > 1 and words.knows(words.words[i]) and words.tags[i] == "n"
            for i in inside
        )

    def is_of_the_nation(self) -> bool:
        """Tell whether the state has one of it: 国家政务服务平台."""
        head = self.words.text[self.head_start : self.end]
        national = self.core.startswith(("国家", "全国")) and not self.core.startswith("国家级")
        return national and head in ("平台", "系统") and len(self.core) >= 6

    def is_line(self) -> bool:
        """Tell whether letters that stand for places come before 铁路 or 高速公路."""
        core = self.core
        if ABBREVIATED.fullmatch(core):
            return True
        index = self.words.index(self.start)
        odd = not self.words.knows(core) and core not in lexicon().generic
        return 2 <= len(core) <= 3 and odd and self.words.tags[index] not in ("v", "b", "m", "d")

    def is_works(self) -> bool:
        """Tell whether this names works by a proper name or in a heading: 关于X工程(问题)。."""
        text = self.words.text
        head = text[self.head_start : self.end]
        if head.endswith(STATIONS) or (head in _WORKS and STATION.search(self.core)):
            return self.has_brand()
        if LINE.search(head) and self.is_line():
            return True  # 沪苏湖高铁, 滁宁城际铁路
        headed = head in _WORKS and len(self.core) >= 4 and self.follows(_HEADED)
        return headed and _HEADING_ENDS.match(text, self.end) is not None


_HEADED_BY = regex(
    "(?:联合)?创始人|CEO|首席执行官|(?:董事长|总裁|总经理)[\u4e00-\u9fff]{2,3}[,、表说称认指介]"
)
# 第二座产业园; 甲和乙两大生产基地
_ORDINAL = regex(
    "第[一二三四五六七八九十\\d]+[座个家批]|首[座个家]|[两二三四五六七八九十][大个]"
    "(?:生产|制造|建造|智造|智能|研发|核心|产业|加工|种植|养殖|物流|工业|主力|特色|海外|国内|现代|能源)*$"
)
_HOLDING = ("开", "办", "开办", "开好", "办好", "召开", "举办")
_COMMON = ("n", "vn", "v", "b", "nz", "l", "an", "j")
_GAMES = (
    "冬奥会",
    "奥运会",
    "亚运会",
    "冬残奥会",
    "残奥会",
    "世博会",
    "世园会",
    "大运会",
    "全运会",
    "青奥会",
)
_ZONED = regex("[园区]")
_GROWN = ("种植", "养殖", "加工", "繁育", "生产", "供应", "原料")
_WORKS = ("项目", "工程")
_HEADED = regex("关于(?:开发|生产|建设|新建|扩建|改建|研制|引进|启动|实施|筹建|大型|重大|新)*$")
_HEADING_ENDS = regex("(?:建设|立项|核准|审批)?(?:的?(?:有关)?问题)?[。\n]")
_TRUSTS = ("家族", "慈善", "公益", "资产", "资金", "财产", "家庭", "保险金", "养老", "服务")
_KINDS_OF_FIRMS = (
    "母基金", "子基金", "项目基金", "基金管理", "七国", "八国", "二十国",
    "中小", "大中型", "中小型", "股份制", "初创",
    "国有大型", "商业", "村镇", "民营",
)  # fmt: skip
_BARE_FUNDS = ("基金", "子基金", "母基金", "资金池", "补助资金", "补贴资金")
_BARE_FIRMS = ("公司", "企业", "分公司", "子公司", "证券", "银行")
SITED = regex(r"\((?!有限|试行|国家)[\u4e00-\u9fff]{2,6}\)")


def _is_common(words: Words, start: int, end: int) -> bool:
    """Tell whether a range is one word of the general dictionary that is no proper name."""
    index = words.index(start)
    if words.starts[index] != start or words.starts[index + 1] < end:
        return False
    return not words.is_brand(index) and words.tags[index] not in ("ns", "nt")


def _brandish(words: Words, begin: int, end: int, house: bool) -> bool:
    """Tell whether some word of a range is a brand rather than a common noun."""
    position, odd = begin, 0
    while position < end:
        index = words.index(position)
        named = words.is_brand(index) or (house and words.tags[index] in ("ns", "j"))
        if words.starts[index] < position:  # 与泓晟|资本: the segmenter joins what is in front
            part = words.text[position : words.starts[index + 1]]
            named = named or (len(part) > 1 and not words.knows(part))
        if named and words.words[index] not in lexicon().generic:
            return True
        odd += len(words.words[index]) == 1
        position = words.starts[index + 1]
    return odd >= 2
