"""Products that nothing but their heads and a brand name: 至诚链, 云帆大模型, 区块链平台Hyperia."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.anchors import Anchored
from kg.extraction.lexicon import firms, lexicon
from kg.extraction.naming.works import UNIT
from kg.extraction.reading import Mention, Words
from kg.patterns import regex

_MADE_HERE = ("国产", "自主", "自研", "开源", "安卓", "手机", "桌面")  # 国产操作系统: of many
_HEAD = Anchored(r"大模型|超级工厂|操作系统|小程序|星座|链(?![条接路上式长主人下通])")
_BRAND = regex(r"[\u4e00-\u9fffA-Za-z0-9]{2,6}$")
_COMMON_CHAINS = frozenset(
    "应业值块公盟私态主侧上跨断补强延冷据新金才锁物务策流本素益任全条生供产价区联"
)
_LATIN = regex(
    # [a-z]?[A-Z], with a set in front that lets the search run fast
    r"(?P<name>[A-Za-z](?<![A-Za-z].)(?:(?<=[A-Z])|[A-Z](?<=[a-z].))(?:[A-Za-z0-9]{1,18}|(?=-[A-Z][a-z]{2}))"
    r"(?:[ .-][A-Z0-9][A-Za-z0-9]{0,12}){0,2})(?![A-Za-z])"
)
_NOUNS = (
    "平台", "系统", "数字货币", "加密货币", "稳定币", "虚拟货币", "云服务",
    "大模型", "模型", "浏览器", "聊天机器人", "芯片", "处理器", "区块链",
    "公链", "联盟链", "主链", "测试网", "主网", "网络", "生态",
    "型号", "机型", "堆型", "框架", "引擎", "数据库", "应用程序", "钱包", "协议", "解决方案",
    "产品", "项目", "服务", "助手", "机器人", "软件", "工具", "应用", "交易所",
)  # fmt: skip
# what the noun before a Latin name must follow, so that it is somebody's product and no firm
_OWNED = regex(
    r"(?:旗下的?|的|推出了?|上线了?|发布了?|研发了?|开发了?|打造了?|自有|自主|自研|开源|云计算|区块链|大数据|物联网|云|操作|底层|服务|企业级|分布式)"
    r"[\u4e00-\u9fff]{0,8}$"
)
_MADE = regex(r"(?:推出|上线|发布|研发|开发|打造)了?(?:[\u4e00-\u9fff]{0,6})$")
_PLATFORMS = (
    "平台", "服务", "系统", "项目", "产品", "网络", "生态",
    "助手", "机器人", "软件", "工具", "应用", "交易所",
)  # fmt: skip
# what Latin letters are mostly short for
TERMS = regex(
    r"V?[\d.]+|PPP|EPC|BOT|TOT|ROT|ERP|CRM|BIM|DeFi|NFT|ICO|STO|IEO|DApps?|SaaS|PaaS|IaaS|A?IoT|A[Pp]{2}|Token"
    "|Web3|VIP|LNG|CNG|CDM|CCER|CCUS|E?MBA|MPA|LOGO|GDP|ESG|REITs|IPO|DAO|MES|GIS|GPS|(?:Micro-|Mini-)?O?LED|TCP|HTTP|API|SDK|RFID"
    "|Android|Linux|Windows|Web|Internet|Online|Block[Cc]hain|Bitcoin|HarmonyOS"
    "|VR|AR|CRO|CDMO|IDC|NDA|SPA|QDLP|QFLP|QDII|QFII|RQFII|FOF|ETF|LOF"
)


def find_products(words: Words) -> list[Mention]:
    """Find products without marks.

    Parameters
    ----------
    words : the words of the text.
    """
    found = [*_headed(words), *_latin(words), *_named(words), *_models(words), *_craft(words)]
    found += _services(words)
    found += _fairs(words)
    return found + [name for name, _ in told_kinds(words)]


# 西博会, 厦洽会: what fairs are called in short
_FAIR = Anchored(
    "(?P<name>(?:[进数消智工文农科药海中电茶西东南丝园世绿食花菜旅制军装光装绒种苗陶慈森义高大新亚渝青厦兰津哈投京沪浙粤湘鄂]博"
    "|[投西厦兰津青哈陕渝东京黔滇洽]洽|[广高农药糖苗种服创文]交|服贸|京交|农高|投洽)会)(?![议员长计])"
)

_FAIRS = ("博览会", "洽谈会", "交易会", "交流会", "展览会", "展销会")


def _fairs(words: Words) -> Iterator[Mention]:
    """Fairs by their short names, where the text has no long one that these may stand for."""
    if any(fair in words.text for fair in _FAIRS):
        return
    for match in _FAIR.finditer(words.anchors):
        start, end = match.span("name")
        if words.is_edge(start) and words.is_edge(end):
            yield Mention(start, end, "Event", match["name"], "head", 3, 0.7)


# 云帆地图, 云帆外卖: what firms of the net are asked for
_SERVICE = Anchored(
    "(?:文档|打车|外卖|地图|会议|输入法|浏览器|邮箱|网盘|专车|快车|钱包|云音乐|头条|翻译|问答)(?![业商者员骑室企平行费])"
)


def _services(words: Words) -> Iterator[Mention]:
    """What a firm of the net offers, called by the firm and what it does."""
    for match in _SERVICE.finditer(words.anchors):
        for size in (2, 3):
            start = match.start() - size
            if start >= 0 and words.text[start : match.start()] in firms() and words.is_edge(start):
                yield _product(words.text, start, match.end(), 1)


def _product(text: str, start: int, end: int, more: int = 0, confidence: float = 0.6) -> Mention:
    """A product by what stands in a range; `more` makes it heavier than others of its length."""
    return Mention(start, end, "Project", text[start:end], "quoted", end - start + more, confidence)


def _headed(words: Words) -> Iterator[Mention]:
    """A brand that the dictionary does not have, and the head behind it."""
    text = words.text
    for match in _HEAD.finditer(words.anchors):
        begin, end = match.start(), match.end()
        if match[0] == "链" and text[begin - 1] in _COMMON_CHAINS:
            continue
        if not words.is_edge(end) or begin == 0:
            continue
        index, start, word = _brand_in_front(words, begin, match[0])
        if words.knows(text[start:end]) or word in lexicon().generic or word in _MADE_HERE:
            continue
        odd = len(word) > len(words.words[index]) and not words.knows(word)
        if match[0] == "链":  # 迅雷|链
            odd = odd or word in firms()
        proper = odd or _is_proper(words, index)
        if proper and _BRAND.fullmatch(word) and word not in lexicon().outer_words:
            yield _product(text, start, end)


def _brand_in_front(words: Words, begin: int, head: str) -> tuple[int, int, str]:
    """The word in front of a head, of which others may stand between the two: 云帆|气象|大模型.

    Returns
    -------
    Its index, where it begins, and the word, which may be one with the head: 云|帆链.
    """
    index = words.index(begin - 1)
    start = words.starts[index]
    word = words.text[start : min(begin, words.starts[index + 1])]
    while head == "大模型" and index and len(word) > 1 and not _is_proper(words, index):
        if begin - words.starts[index - 1] > _LONGEST:
            break
        index -= 1
        start, word = words.starts[index], words.words[index]
    while len(word) == 1 or words.starts[index + 1] == start + 1:
        tags = words.tags[max(0, index - 1) : index + 1]
        single = index > 0 and len(words.words[index - 1]) == 1 and len(word) < 3
        if not single or any(tag[0] not in "nagzj" and tag != "vg" for tag in tags):
            break
        index -= 1
        start, word = words.starts[index], words.words[index] + word
    return index, start, word


def _is_proper(words: Words, index: int) -> bool:
    return words.is_brand(index) or words.tags[index] in ("ns", "nz", "j")


# Libra项目: a Latin name in front of what it is
_BEFORE_NOUN = regex(
    r"(?:\([^()]{1,20}\))?(?P<noun>项目|公链|主链|主网|测试网|协议|白皮书|平台|系统|网络|区块链"
    r"|稳定币|小程序|大模型|语言模型|智能助手)(?![书组商企公安])"
)
_OF_ALL = ("平台", "系统", "网络", "区块链", "白皮书")  # of which firms and terms have some too
_COINED = regex("[A-Z][A-Za-z]*[a-z][A-Za-z -]*|[A-Z]{6,}")
# 推出Yunzhou, 大学的Yunzhou: what is launched and what its owner has
_LAUNCH = regex("(?:推出|上线|研发|开发|打造|发行|首发|自研|发布|开源|训练出)了?$")
_OWNER = regex("(?:公司|集团|银行|大学|学院|研究[院所]|实验室|团队|科技|其)的$")
_STOPS = regex(r"”?(?:[,。;、(\n和与及等]|$)")


def _latin(words: Words) -> Iterator[Mention]:
    """Latin names that the words around them tell to be products."""
    text = words.text
    for match in _LATIN.finditer(text):
        (start, end), name = match.span("name"), match["name"]
        unit = text[start - 1 : start].isdigit() or (name.isupper() and len(name) < 3)
        if unit or TERMS.fullmatch(name):
            continue  # 8Gb DDR4
        front = start - (text[start - 1 : start] == "“")
        if _is_told(text, front):
            yield _product(text, start, end, 1)
        elif noun := _BEFORE_NOUN.match(text, end):
            of_all = noun["noun"] in _OF_ALL
            if name[-1].isdigit() and "-" not in name:
                continue
            if not of_all or (name not in firms() and _COINED.fullmatch(name)):
                yield _product(text, start, end)
        elif _MODEL.fullmatch(name) and (
            _BEFORE_MODEL.search(text, max(0, front - 8), front) or _BEHIND_MODEL.match(text, end)
        ):
            yield _product(text, start, end, 0, 0.55)
        elif len(name) > 3 and name not in firms():
            launched = _LAUNCH.search(text, max(0, front - 4), front) and _STOPS.match(text, end)
            owned = not name.isupper() and _OWNER.search(text, max(0, front - 5), front)
            if launched or owned:
                yield _product(text, start, end, 3 - len(name), 0.55)


# 首架C919, 采购12列N700ST, 由甲研制的AG600, AG600首飞: what is made and bought by its model
_MODEL = regex(r"[A-Z]{1,5}-?\d{2,4}[A-Z]{0,3}")
_BEFORE_MODEL = regex(
    "(?:[型机]号|机型|车型|堆型|(?:首|\\d{1,4}|[一两三四五六七八九十])[列架台辆艘座](?:国产)?|机组(?:选用|采用)"
    "|(?:研制|自研|总装|制造)的|运营|(?:客机|飞机|直升机|无人机|动车组|第[一二三四五六七八九十]代车))$"
)
_BEHIND_MODEL = regex(
    "首[架飞列台]|(?:大飞机|(?:宽体|支线|干线)?客机)项目|(?:已|正式|累计|共)*(?:交付|首飞|下线|取证|试飞)"
)


def _is_told(text: str, end: int) -> bool:
    """Tell whether the noun that ends in front of a Latin name says that it is a product."""
    noun = next((noun for noun in _NOUNS if text.endswith(noun, 0, end)), None)
    if noun is None:
        return False
    before = text[max(0, end - len(noun) - 12) : end - len(noun)]
    if _MADE.search(before):
        return True
    if noun == "交易所":
        return False  # 最大的交易所甲 is a firm
    return noun not in _PLATFORMS or _OWNED.search(before) is not None


# 推出云帆文语, 发布云帆: a name that only its launch tells of
_LAUNCHED = Anchored(
    r"(?:推出|上线|发布|首发|自研|开源)了?(?P<name>[\u4e00-\u9fff]{2,6})(?=[,。;、(]|[和与](?![\u4e00-\u9fff]{0,6}[,。])|大模型)"
)
_NO_PRODUCTS = (
    *"条书榜版稿案券贷款债险币称", "政策", "措施", "规划", "报告", "指南", "清单", "倡议", "模式",
    "经验", "名单", "热线", "办法", "意见", "公告", "数据", "美元", "官网", "课程", "新规", "新政",
    "预告", "声明", "通报", "口号", "警告", "警报", "套餐", "一事",
)  # fmt: skip


# 一个名为甲的数字资产交易平台
_CALLED = Anchored(
    r"(?:名为|取名为?|命名为|叫做|名叫)(?P<name>[\u4e00-\u9fffA-Za-z0-9 .-]{2,20}?)"
    r"的[\u4e00-\u9fffA-Za-z0-9]{0,12}?"
    r"(?:平台|系统|公链|联盟链|区块链|大模型|模型|网络|钱包|芯片|处理器|机器人|数字货币|加密货币|稳定币|小程序|应用程序|软件|协议|项目)"
    r"(?![\u4e00-\u9fff]{0,3}(?:公司|企业|商|机构))"
)


# 甲链是乙集团推出的供应链金融平台: what it is called stands in front
_TOLD = Anchored(
    r"(?:推出|开发|研发|研制|打造|上线|构建|搭建|发起|发布|设计|自研)的(?P<kind>[^,。;、:“”《》()\n]{0,18}?"
    r"(?:平台|系统|框架|公链|联盟链|区块链|主链|大模型|模型|浏览器|钱包|芯片|处理器|引擎|数据库|网络|机器人|数字货币|稳定币|小程序|产品|服务|项目))"
    r"(?=[,。;\n]|之一)"
)
_TOLD_OF = regex(
    r"(?:^|[,。;:\n])(?:目前|其中|而|据介绍|据了解)?“?(?P<name>[\u4e00-\u9fffA-Za-z0-9 .-]{2,20})”?"
    r"(?:\([^()]{1,24}\))?(?:就|便|则)?是由?[^,。;:是]{2,30}$"
)


def told_kinds(words: Words) -> Iterator[tuple[Mention, tuple[int, int]]]:
    """Products of which a sentence says whose and what they are, and where it says what."""
    text = words.text
    for match in _TOLD.finditer(words.anchors):
        if "是" not in text[max(0, match.start() - 34) : match.start()]:
            continue
        of = _TOLD_OF.search(text, max(0, match.start() - 64), match.start())
        if of is None or not _is_name(words, *of.span("name")):
            continue
        yield _product(text, *of.span("name"), 1), match.span("kind")


def _is_name(words: Words, start: int, end: int) -> bool:
    """Tell whether words in front of 是 are a name: Latin ones, or some that no dictionary has."""
    name = words.text[start:end]
    if not (words.is_edge(start) and words.is_edge(end)):
        return False
    if name.isascii():
        return name[0].isupper() or any(map(str.isupper, name[1:]))
    parts = range(words.index(start), words.index(end - 1) + 1)
    if end - start > _LONGEST or words.knows(name) or name in lexicon().generic:
        return False
    whole = [i for i in parts if words.starts[i + 1] <= end]  # of 一言|向 only the first
    if any(words.tags[i] in ("r", "d", "p", "c", "u", "uj", "t", "a") for i in whole):
        return False
    if any(words.tags[i] == "m" and (i == parts[0] or words.words[i] != "一") for i in parts):
        return False
    if any(words.words[i] in lexicon().outer_words for i in parts if words.starts[i] < end - 1):
        return False
    cut = len(whole) < len(parts)
    return cut or any(words.is_brand(i) or len(words.words[i]) == 1 for i in parts)


_LONGEST = 8

# 推出数字货币甲乙币: the name of a coin behind what it is, when somebody puts it out
_COIN = Anchored(
    r"(?:推出|推行|发行|发布|上线|研发)了?[^,。;、“”]{0,8}?(?:数字货币|加密货币|稳定币|虚拟货币|代币)"
    r"(?P<name>(?!比特|以太|莱特|稳定|数字|加密|虚拟|法定)[\u4e00-\u9fff]{2,3}币)(?=[,。;(]|$)"
)


# 旗下甲已累计存证, 国内的甲2月上线: a word that no dictionary has, behind whose it is
_GOES = (
    r"(?:正式|已经?|目前|全面|累计|将|于|自|在|近日|日前|\d[\d年月日]*+)*"
    r"(?:上线|上架|公测|内测|下架|开放(?:测试|注册|下载)|[向对][^,。;]{2,6}开放|停止运营)"
)
_OWNED_BRAND = Anchored(
    r"(?:旗下|国内|海外)的?(?P<name>[\u4e00-\u9fff]{2,6}?)"
    rf"(?=(?:平台|系统|[Aa][Pp]{{2}}|小程序|网站)(?![商企公])|{_GOES}|(?:正式|已|目前)*(?:累计|注册用户))"
)


# 开出首张区块链电子发票: papers of a new kind
_PAPER = Anchored(
    r"首[张份枚](?P<name>[\u4e00-\u9fff]{2,8}(?:电子|数字)(?:发票|凭证|证照|证书|保单|营业执照))"
)
_INVOICE = Anchored(r"(?P<name>区块链(?:电子|数字|冠名){1,2}(?:发票|票据))")


def _named(words: Words) -> Iterator[Mention]:
    """Names without marks that their surroundings tell to be those of products."""
    for pattern in (_CALLED, _OWNED_BRAND, _LAUNCHED, _COIN, _PAPER, _INVOICE):
        for match in pattern.finditer(words.anchors):
            start, end = match.span("name")
            told = pattern in (_COIN, _PAPER, _INVOICE) or _is_name(words, start, end)
            if told and (pattern is not _LAUNCHED or _is_odd(words, start, end)):
                yield _product(words.text, start, end, confidence=0.55)


def _is_odd(words: Words, start: int, end: int) -> bool:
    """Tell whether what is launched is a name rather than a paper, some money or a kind."""
    parts = range(words.index(start), words.index(end - 1) + 1)
    odd = any(map(words.is_brand, parts)) or sum(len(words.words[i]) == 1 for i in parts) > 1
    return odd and not words.text[start:end].endswith((*_NO_PRODUCTS, *_NOUNS))


# what models of machines are: EH216-S载人航空器, Xtacking架构
_MACHINE = Anchored(
    r"(?:航空器|飞行器|飞机|客机|直升机|无人机|火箭|飞船|发动机|机组|处理器|芯片|架构|光刻机|刻蚀机|挖掘机|盾构机|机器人|服务器|列车|客车|重卡)"
    r"(?:系统)?(?![\u4e00-\u9fff]?(?:企业|公司|产业|行业|领域|市场|技术|厂商|项目|基地|生产线))"
)
_MODEL_BEFORE = regex(
    r"(?<![A-Za-z0-9.+-])(?P<model>(?=[A-Za-z-]{0,8}\d)[A-Z][A-Za-z-]{0,7}\d[A-Za-z0-9-]{0,8}(?![级轮股代])"
    r"|[A-Z][a-z]{3,12})(?:(?![的和与及或在将为等了])[\u4e00-\u9fff]){0,12}$"
)


def _models(words: Words) -> Iterator[Mention]:
    """The model of a machine with the noun that tells what it is."""
    text = words.text
    for match in _MACHINE.finditer(words.anchors):
        name = _MODEL_BEFORE.search(text, max(0, match.start() - 28), match.start())
        sure = (
            name is not None and words.is_edge(match.end()) and not TERMS.fullmatch(name["model"])
        )
        if name and sure:  # 乙无人机 alone may be a firm: hence the weight
            yield _product(text, name.start(), match.end(), 8)


# 长征九号运载火箭, 云海二号卫星, 云海一号盾构机
_CRAFT = Anchored(
    "(?:运载火箭|火箭|卫星(?:星座)?|星座|飞船|探测器|空间站|航天器|反应堆|示范工程|能源站|[大油]?气田|盾构机|钻机|钻井(?:平台)?|养殖(?:工船|平台)|科考船)(?!专用|工位|发射[场工])"
)
_SERIES = (
    r"[一二三四五六七八九十]{1,3}号(?:[甲乙丙丁改A-Z]|海射型)?(?:遥[一二三四五六七八九十]{1,3})?"
)
_NUMBER = regex(
    rf"(?P<name>[\u4e00-\u9fff]{{2,3}}){_SERIES}(?:液体|固体|中型|小型|商业|可回收|可重复使用){{0,2}}$"
)
# 长征十二号从…升空, 吉林一号高分06A: no noun behind tells what it is, but the sentence does
_NUMBERED = Anchored(
    rf"{_SERIES}(?P<sister>(?:[\u4e00-\u9fff]{{2}}|[A-Z]{{2,4}})?\d{{2}}[A-Z]?星?)?"
    r"(?=[,。、;:)“”以在由于从成顺首点发升等和与]|$)"
)
_NAMED = regex(r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[由用把将的供了射]))[\u4e00-\u9fff]{2,3}$")
_CRAFTY = regex(
    "火箭|卫星|星座|发射|升空|入轨|首飞|探测器|飞船|空间站|航天|反应堆|核电|堆型|压水堆"
)


def _craft(words: Words) -> Iterator[Mention]:
    """Craft, machines and works that bear numbers."""
    text = words.text
    for match in _CRAFT.finditer(words.anchors):
        name = _NUMBER.search(text, max(0, match.start() - 18), match.start())
        if name is None:
            continue
        start, end = _edge_of_name(words, *name.span("name")), match.end()
        end = unit.end() if (unit := UNIT.match(text, end)) else end
        if start is not None:
            yield _product(text, start, end, 2, 0.7)
    for match in _NUMBERED.finditer(words.anchors):
        near = text[max(0, match.start() - 60) : match.end() + 60]
        if (name := _NAMED.search(text, max(0, match.start() - 4), match.start())) is None:
            start = words.starts[words.index(match.start() - 1)] if match.start() else 0
        else:
            start = name.start()
        start += text[start] in "由把将用经从了在与和的射" and match.start() - start == 3
        called = text[start : match.start()]
        if not 2 <= len(called) <= 3 or called in lexicon().generic or not _CRAFTY.search(near):
            continue
        if _edge_of_name(words, start, match.start()) == start and not _NO_SERIES.search(called):
            yield _product(text, start, match.end(), 2, 0.65)


_NO_SERIES = regex("[第基金道街巷弄楼栋期线件度月线路园区厂场]|[一二三四五六七八九十]")


def _edge_of_name(words: Words, start: int, end: int) -> int | None:
    """Where the name in front of a number begins: 由|云海, 乙公司|谷神星; None if it is a verb."""
    for begin in (start, start + 1):
        index = words.index(begin)
        edge = words.is_edge(begin) and words.tags[index][0] not in "vpcu"
        joined = end - begin > 2 and words.text[begin] in "由把将被与和的"  # 由力箭|五号
        if (
            end - begin > 1
            and not joined
            and (edge or words.text[begin - 1 : begin] in tuple("由的和与"))
        ):
            return begin
    return None
