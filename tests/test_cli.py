"""The command line: what is asked for on stdout, one line for every mistake, documented exit codes.

0 done or yes, 1 the answer is no, 2 usage, 3 error.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

from kg.cli import kg as commands
from kg.errors import (
    ArticleError,
    KGError,
    QueryError,
    StoreError,
    TermError,
    ValidationError,
)

HOME = Path(__file__).resolve().parents[1]
FLOW = [
    "extract",
    "build",
    "check",
    "query",
    "queries",
    "find",
    "show",
    "why",
    "conflicts",
    "view",
    "export",
]
POLICY = "海南省关于加快区块链产业发展的若干政策措施"


@pytest.fixture(scope="module")
def bad(tmp_path_factory) -> Path:
    """A folder of things that no command can work with."""
    folder = tmp_path_factory.mktemp("bad")
    files = {
        "broken.ttl": '<x:a> <x:b> "没完'.encode(),
        "binary.ttl": bytes(range(256)) * 8,
        "gbk.ttl": '<x:a> <x:b> "北京市" .'.encode("gbk"),
        "table.xlsx": b"PK\x03\x04",
        "binary.rq": bytes(range(256)) * 8,
        "gbk.rq": 'ASK { ?s ?p "北京市" }'.encode("gbk"),
        "broken.rq": b"SELECT * WHERE { ?s ?p",
        "empty.rq": b"",
        "header.rq": b"#+ param: nonsense\nASK {}",
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 8,
        "file": b"x",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)  # a hole: it takes no space
    with (folder / "huge.rq").open("wb") as huge:
        huge.truncate(20_000_000)
    (folder / "empty").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "precious").write_text("x", encoding="utf-8")
    return folder


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The only line that a mistake may cause."""
    assert done.stdout == ""
    assert done.stderr.endswith("\n")
    (line,) = done.stderr.splitlines()
    assert line.startswith("kg: ")
    assert len(line) > 12, "it says something"
    assert "Traceback" not in line
    assert all(char.isprintable() for char in line)
    return line


# ---- mistakes


ASK = "ASK {}"
MISTAKES = [
    # no such command, no such option
    (["nonsense"], 2, "No such command"),
    (["--nonsense"], 2, "No such option"),
    (["--lang", "fr", "queries"], 2, "'fr' is not one of"),
    (["find", "杭州", "--nonsense"], 2, "No such option"),
    # extract
    (["extract"], 2, "Missing argument"),
    (["extract", "missing.txt"], 3, "missing.txt"),
    (["extract", "empty.txt"], 3, "empty"),
    (["extract", "binary.txt"], 3, "binary"),
    (["extract", "huge.txt"], 3, "larger than"),
    (["extract", "empty"], 3, "no documents"),
    (["extract", "empty.txt", "-f", "docx"], 2, "'docx' is not one of"),
    (["extract", "empty.txt", "-j", "0"], 2, "not in the range"),
    (["extract", "empty.txt", "--published", "gestern"], 3, "not a date"),
    # build
    (["build", "missing.ttl"], 3, "missing.ttl: No such file"),
    (["build", "broken.ttl"], 3, "broken.ttl: .*line 1"),
    (["build", "binary.ttl"], 3, "binary.ttl: "),
    (["build", "gbk.ttl"], 3, "gbk.ttl: .*UTF-8"),
    (["build", "table.xlsx"], 3, "not a known RDF format"),
    (["build", "empty"], 3, "not a known RDF format"),
    (["build", "--graph", "missing"], 3, "no Turtle files"),
    (["build", "--graph", "empty"], 3, "no Turtle files"),
    (["build", "--texts", "missing"], 3, "no folder of texts"),
    (["build", "--store", "other"], 3, "not empty and not a store"),
    (["build", "--store", "file"], 3, "cannot write the store"),
    (["build", "--store", "file/below"], 3, "cannot write the store"),
    # check
    (["check", "missing.ttl"], 3, "missing.ttl: No such file"),
    (["check", "broken.ttl"], 3, "broken.ttl: .*line 1"),
    (["check", "binary.ttl"], 3, "binary.ttl: "),
    (["check", "gbk.ttl"], 3, "gbk.ttl: .*UTF-8"),
    (["check", "--write", "missing.ttl"], 3, "No such file"),
    (["check", "--write", "broken.ttl"], 3, "broken.ttl: "),
    (["check", "--write", "--texts", "missing", "broken.ttl"], 3, "no folder of texts"),
    (["check", "--store", "missing"], 3, "no store in missing; make one with"),
    (["check", "--store", "file"], 3, "cannot open the store file"),
    # query
    (["query"], 2, "Missing argument"),
    (["query", "no_such_query"], 3, "no saved query 'no_such_query'"),
    (["query", "policies_by_plase"], 3, "did you mean policies_by_place"),
    (["query", "missing.rq"], 3, "missing.rq"),
    (["query", "broken.rq"], 3, "line 1, column"),
    (["query", "empty.rq"], 3, "malformed"),
    (["query", "binary.rq"], 3, "binary.rq"),
    (["query", "gbk.rq"], 3, "gbk.rq"),
    (["query", "header.rq"], 3, "a parameter reads"),
    (["query", "huge.rq"], 3, "malformed"),
    (["query", "empty"], 3, "no saved query|cannot read|malformed"),
    (["query", ""], 3, "malformed"),
    (["query", "SELECT * {"], 3, "line 1, column"),
    (["query", "SELECT * { ?s foo:bar ?o }"], 3, "prefix that is not declared"),
    (["query", ASK, "-f", "docx"], 3, "unknown format 'docx'; known: table"),
    (["query", ASK, "-f", "turtle"], 3, "for CONSTRUCT and DESCRIBE"),
    (["query", "CONSTRUCT WHERE { ?s ?p 1 }", "-f", "csv"], 3, "for SELECT and ASK"),
    (["query", ASK, "-o", "answer.docx"], 3, "unknown format 'docx'"),
    (["query", ASK, "-o", "missing/answer.csv"], 3, "cannot write missing/answer.csv"),
    (["query", ASK, "-o", "file/answer.csv"], 3, "cannot write file/answer.csv: Not a directory"),
    (["query", ASK, "-f", "csv", "-o", "empty"], 3, "cannot write empty: Is a directory"),
    (["query", ASK, "-p", "place=浙江省"], 2, "for saved queries"),
    (["query", "policies_by_place", "-p", "place"], 2, "NAME=VALUE"),
    (
        ["query", "policies_by_place", "-p", "plaice=浙江省"],
        3,
        "no parameter 'plaice'; it has: place",
    ),
    (["query", "policies_by_place", "-p", "place=火星"], 3, "no Place named '火星'"),
    (["query", "policies_by_place", "-p", "place=<a b>"], 3, "not an IRI"),
    (["query", "policies_in_year", "-p", "year=多年前"], 3, "needs a year"),
    (["query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], 3, "cannot be answered"),
    (["query", ASK, "--store", "http://127.0.0.1:1/sparql"], 3, "does not answer"),
    (["query", ASK, "--store", "http://["], 3, "does not answer"),
    (["query", ASK, "--store", "missing"], 3, "no store in missing"),
    (["query", ASK, "--store", "other"], 3, "no store in other"),
    # the others
    (["queries", "no_such_query"], 3, "no saved query"),
    (["find"], 2, "Missing argument"),
    (["find", "杭州", "--class", "Planet"], 3, "unknown class 'Planet'"),
    (["find", "杭州", "-n", "0"], 2, "not in the range"),
    (["show", "火星"], 3, "no thing named '火星'"),
    (["show", "place:火星"], 3, "knows no place:火星"),
    (["show", "<a b>"], 3, "not an IRI"),
    (["show", ""], 3, "no thing named ''"),
    (["why", POLICY, "nonsense", "-"], 3, "no property 'nonsense'"),
    (["why", POLICY, "a b", "-"], 3, "not an IRI"),
    (["why", "火星", "issuedBy", "-"], 3, "no thing named '火星'"),
    (["why", POLICY, "issuedBy", "agency:a b"], 3, "not an IRI"),
    (["why", POLICY, "issuedBy"], 2, "Missing argument"),
    (["conflicts", "--store", "missing"], 3, "no store in missing"),
    (["view", "火星"], 3, "no thing named '火星'"),
    (["view", "杭州市", "--hops", "-1"], 2, "not in the range"),
    (["view", "杭州市", "--engine", "oil"], 2, "'oil' is not one of"),
    (["view", "杭州市", "-o", "file/view.html"], 3, "cannot write file/view.html"),
    (["view", "policies_by_place", "-o", "view.html"], 3, "needs a CONSTRUCT query"),
    (["export"], 2, "which format"),
    (["export", "docx"], 3, "unknown format 'docx'; known: turtle"),
    (["export", "-o", "graph.docx"], 3, "unknown format 'docx'"),
    (["export", "csv"], 2, "name a folder"),
    (["export", "csv", "-o", "file"], 3, "cannot write file"),
    (["export", "turtle", "-o", "missing/graph.ttl"], 3, "cannot write missing/graph.ttl"),
    (["export", "turtle", "-o", "file/graph.ttl"], 3, "cannot write file/graph.ttl"),
    (["build", "--add", "empty.txt"], 2, "--add needs --store"),
    (["build", "--add", "empty.txt", "--store", "other"], 3, "not empty and not a store"),
    (["remove", "x"], 3, "which store"),
    (["remove", "x", "--store", "missing"], 3, "no store in missing"),
    (["judge", "a", "b", "maybe"], 2, "'maybe' is not one of"),
    (["judge", "a", "b", "same", "--because", "x", "--store", "missing"], 3, "no store in missing"),
    (["review", "--store", "missing"], 3, "no store in missing"),
    (["diff", "missing", "missing"], 3, "no store in missing"),
    (["diff", "broken.ttl", "gbk.ttl"], 3, "broken.ttl: .*line 1"),
    (["evaluate"], 2, "Missing argument"),
    (["evaluate", "missing"], 3, "no annotated article"),
    (["evaluate", "empty", "--only", "("], 2, "no regular expression"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "message"), MISTAKES, ids=[" ".join(case[0])[:60] for case in MISTAKES]
)
def test_a_mistake_is_one_clear_line(kg, bad, arguments, code, message):
    in_chinese = one_line(kg(*arguments, cwd=bad))
    assert "fr" in arguments or re.search("[\u4e00-\u9fff]", in_chinese), in_chinese
    done = kg(*arguments, cwd=bad, env={"KG_LANG": "en"})
    line = one_line(done)
    assert re.search(message, line), line
    assert done.returncode == code
    assert not list(bad.glob(".*")), "nothing half-written is left"
    assert (bad / "other" / "precious").is_file()


@pytest.mark.parametrize(
    "arguments", [["find"], ["query"], ["show"], ["extract"]], ids=lambda a: a[0]
)
def test_arguments_have_to_be_utf8(kg, arguments):
    done = kg(*arguments, b"\xff\xfe")
    assert "不是 UTF-8" in one_line(done)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ArticleError("x"), 3),
        (TermError("x"), 3),
        (QueryError("x"), 3),
        (StoreError("x"), 3),
        (KGError("x"), 3),
        (ValidationError("cannot be read"), 3),
        (ValidationError("breaks a shape", ["finding"]), 1),
    ],
)
def test_every_error_has_its_exit_code(kind, code):
    from kg.cli.app import exit_code

    assert exit_code(kind) == code


# ---- yes and no


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["query", "ASK { ?s a zt:Policy }"], 0),
        (["query", "ASK { ?s a zt:Planet }"], 1),
        (["query", "ASK { ?s a zt:Planet }", "-f", "json"], 1),
        (["find", "杭州"], 0),
        (["find", "火星上的园区"], 1),
        (["find", ""], 1),
        (["why", POLICY, "issuedBy", "海南省工业和信息化厅"], 0),
        (["why", POLICY, "issuedBy", "-"], 0),
        (["why", POLICY, "issuedBy", "杭州市人民政府"], 1),
        (["why", POLICY, "issuedDate", "1949"], 1),
        (["check"], 0),
        (["conflicts"], 0),
    ],
    ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else None,
)
def test_the_exit_code_is_the_answer(kg, arguments, code):
    done = kg(*arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faults_of_data_are_reported_and_the_answer_is_no(kg, tmp_path, lang):
    path = tmp_path / "more.ttl"
    thing = "https://w3id.org/zhengtu/id/park/无名园区"
    path.write_text(f"<{thing}> a <https://w3id.org/zhengtu/ontology#IndustrialPark> .")
    done = kg("--lang", lang, "check", path)
    assert done.returncode == 1
    assert "park:无名园区" in done.stdout
    assert all(re.match("(violation|warning): ", line) for line in done.stdout.splitlines())
    store = tmp_path / "my.kg"
    done = kg("--lang", lang, "build", path, "--store", store)
    assert (done.returncode, done.stdout) == (1, "")
    assert not store.exists(), "nothing was written"


# ---- what the commands say


def test_show_tells_the_facts_with_their_sources(kg):
    text = kg("show", POLICY).stdout
    for piece in (
        "发布者：海南省工业和信息化厅",
        "[001]",
        "第 80–142 字",
        "可信度",
        POLICY,
        "policy/",
    ):
        assert piece in text
    english = kg("--lang", "en", "show", POLICY).stdout
    assert "issued by: Department" in english or "issued by" in english
    assert "characters 80–142" in english


def test_why_tells_who_says_so_and_where(kg):
    text = kg("why", POLICY, "zt:issuedBy", "海南省工业和信息化厅").stdout
    assert text.splitlines()[0] == f"{POLICY} — 发布者 — 海南省工业和信息化厅"
    assert "第 80–142 字" in text
    assert "[001] 中国电子报社" in text
    assert kg("why", f"policy:{POLICY}", "issuedBy", "agency:海南省工业和信息化厅").stdout == text


def test_conflicts_set_the_sides_together(kg):
    text = kg("conflicts").stdout
    boards = text.strip().split("\n\n")
    assert {board[: board.index("】") + 1] for board in boards} >= {
        "【矛盾】",
        "【精度不同】",
        "【后来已成事实】",
    }
    for board in boards:
        assert len(re.findall(r"^ {8}\[\d{3}\]", board, re.MULTILINE)) >= 2, board
    assert "contradiction" in kg("--lang", "en", "conflicts").stdout


def test_find_tells_class_name_and_what_matched(kg):
    first = kg("find", "hangzhou").stdout.splitlines()[0]
    assert first.split() == ["杭州市", "地方", "place:杭州市", "←", "Hangzhou"]
    english = kg("--lang", "en", "find", "hangzhou").stdout.splitlines()[0]
    assert english.split()[1] == "place"


def test_queries_are_listed_and_shown(kg):
    listing = kg("queries").stdout.splitlines()
    assert len(listing) >= 30
    assert listing == sorted(listing)
    assert kg("--lang", "en", "queries").stdout.splitlines() != listing
    text = kg("queries", "policies_by_place").stdout
    assert text == (HOME / "queries" / "policies_by_place.rq").read_text(encoding="utf-8")


def test_a_saved_query_takes_names_of_all_kinds(kg):
    answers = {
        kg("query", "policies_by_place", "-p", f"place={name}", "-f", "csv").stdout
        for name in ("广东省", "广东", "廣東", "guangdong", "place:广东省")
    }
    assert len(answers) == 1
    assert "广东" in answers.pop()


def test_what_a_saved_query_assumes_is_told_beside_the_answer(kg):
    bare = kg("query", "cities_compared")
    assert bare.stderr == "按缺省参数 -p one=北京市 -p other=杭州市\n"
    half = kg("--lang", "en", "query", "cities_compared", "-p", "one=上海市")
    assert half.stderr == "by default -p other=杭州市\n"
    assert kg("query", "policies_by_place", "-p", "place=广东省").stderr == ""


def test_a_query_comes_from_a_file_from_stdin_or_as_it_is(kg, tmp_path):
    question = "SELECT ?label { place:杭州市 rdfs:label ?label } ORDER BY ?label"
    path = tmp_path / "question.rq"
    path.write_text("\ufeff" + question, encoding="utf-8")
    told = kg("query", question, "-f", "csv")
    assert "杭州市" in told.stdout
    assert kg("query", path, "-f", "csv").stdout == told.stdout
    assert kg("query", "-", "-f", "csv", stdin=question).stdout == told.stdout
    assert kg("query", "-", stdin=b"\xff").returncode == 3


def test_a_long_question_in_chinese_is_no_file_name(kg):
    done = kg("query", f'ASK {{ ?s rdfs:label "{"很长的名字" * 60}"@zh-Hans }}')
    assert (done.returncode, done.stderr) == (1, "")


def test_the_format_follows_the_extension(kg, tmp_path):
    for name, start in (("a.json", '{"head"'), ("a.csv", "label"), ("a.tsv", "?label")):
        assert (
            kg("query", "SELECT ?label { ?s rdfs:label ?label }", "-o", tmp_path / name).stdout
            == ""
        )
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    kg("export", "-o", tmp_path / "g.nt")
    assert list(ox.parse(path=str(tmp_path / "g.nt")))


def test_export_writes_csv_into_a_folder(kg, tmp_path):
    done = kg("export", "csv", "--excel", "-o", tmp_path / "tables")
    assert (done.returncode, done.stdout) == (0, "")
    for name in ("nodes.csv", "edges.csv"):
        assert (tmp_path / "tables" / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_build_and_ask_a_store_of_ones_own(kg, tmp_path):
    store = tmp_path / "我的库"
    done = kg("build", "--store", store)
    assert (done.returncode, done.stdout) == (0, "")
    assert "640" in done.stderr or re.search(r"\d+ 条主张", done.stderr)
    question = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert kg("query", question, "--store", store).stdout == kg("query", question).stdout
    assert kg("query", question, env={"KG_STORE": str(store)}).returncode == 0
    assert kg("check", "--store", store).returncode == 0
    for format in ("turtle", "nquads"):
        assert kg("export", format, "--store", store).stdout == kg("export", format).stdout


ARTICLE = "云溪市人民政府2019年5月印发《云溪市支持链上经济发展的若干措施》。"


def test_what_is_extracted_can_be_built_through_a_pipe(kg, tmp_path):
    path = tmp_path / "yunxi.txt"
    path.write_bytes(ARTICLE.encode("gbk"))
    extracted = kg("extract", path)
    assert extracted.returncode == 0
    assert "云溪市支持链上经济发展的若干措施" in extracted.stdout
    for command in ("check", "build"):
        done = kg(command, "-", stdin=extracted.stdout)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_file_is_checked_together_with_a_store(kg, tmp_path):
    store, article, more = tmp_path / "store", tmp_path / "yunxi.txt", tmp_path / "more.trig"
    article.write_text(ARTICLE, encoding="utf-8")
    assert kg("build", "--store", store, "--add", article).returncode == 0
    other = tmp_path / "later.txt"
    other.write_text(ARTICLE.replace("2019年5月", "2020年7月"), encoding="utf-8")
    more.write_text(kg("extract", other).stdout, encoding="utf-8")
    sizes = []
    for files in ((), ("--store", store), (more,), (more, "--store", store)):
        done = kg("--lang", "en", "check", *files)
        assert (done.returncode, done.stdout) == (0, "")
        sizes.append(int(done.stderr.split()[1]))
    packaged, grown, with_file, all_together = sizes
    assert packaged < grown
    assert packaged < with_file
    assert all_together > max(grown, with_file)


def test_one_unreadable_article_does_not_stop_the_others(kg, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = kg("extract", tmp_path)
    assert done.returncode == 3
    assert "云溪市" in done.stdout
    assert len(done.stderr.splitlines()) == 1


def test_view_writes_a_page(kg, tmp_path):
    done = kg("view", "杭州市", "-o", tmp_path / "hangzhou.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert "杭州市" in (tmp_path / "hangzhou.html").read_text(encoding="utf-8")
    assert kg("view", "杭州市", "-o", "-").stdout.lstrip().lower().startswith("<!doctype html>")


# ---- writing


def test_an_old_file_stays_when_the_new_one_fails(kg, tmp_path):
    path = tmp_path / "answer.csv"
    path.write_text("old", encoding="utf-8")
    one_line(kg("query", "SELECT * {", "-o", path))
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["answer.csv"]


def test_a_link_stays_a_link(kg, tmp_path):
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert kg("query", "SELECT ?x { BIND(1 AS ?x) }", "-o", link).returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("x")


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


@full
@pytest.mark.parametrize(
    "arguments",
    [["export", "turtle"], ["find", "杭州"], ["conflicts"], ["query", "ASK {}"]],
    ids=lambda arguments: arguments[0],
)
def test_a_full_disk_is_told(kg, arguments):
    with open("/dev/full", "wb") as disk:
        done = kg(*arguments, stdout=disk)
    assert "磁盘已满" in one_line(done)
    assert done.returncode == 3


@full
def test_a_device_is_written_not_replaced(kg):
    done = kg("export", "turtle", "-o", "/dev/full")
    assert "磁盘已满" in one_line(done)
    assert Path("/dev/full").is_char_device()
    assert kg("export", "turtle", "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


START = [sys.executable, "-c", "from kg.cli import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HOME)}


@pytest.mark.parametrize(
    "arguments",
    [["export", "turtle"], ["queries"], ["show", "杭州市"], ["query", "SELECT * { ?s ?p ?o }"]],
    ids=lambda arguments: arguments[0],
)
def test_a_reader_that_goes_away_is_no_error(arguments):
    with subprocess.Popen(
        [*START, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("shell", "code", "lines"),
    [
        ('"$@" find 杭州 >&-', 3, 1),
        ('"$@" check >&-', 0, 1),
        ('"$@" query - <&-', 3, 1),
        ('"$@" find 杭州 2>&-', 0, 0),
        ('"$@" show 火星 2>&-', 3, 0),
    ],
)
def test_closed_streams(shell, code, lines):
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *START], capture_output=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == code
    assert len(done.stderr.decode().splitlines()) == lines
    assert b"Traceback" not in done.stderr


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_ctrl_c_ends_a_query_that_runs_for_ever():
    with subprocess.Popen(
        [*START, "query", ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**ENVIRONMENT, "PYTHONUNBUFFERED": "1"},
    ) as running:
        time.sleep(1)
        assert running.poll() is None, "it is still at it"
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b""
    assert running.returncode in (-signal.SIGINT, 130)


# ---- any locale


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {"LC_ALL": "C.UTF-8"},
    ],
    ids=["C", "POSIX", "ascii", "UTF-8"],
)
def test_chinese_in_any_locale(kg, tmp_path, locale):
    done = kg("find", "杭州".encode(), "-n", "1", env=locale)
    assert (done.returncode, done.stdout.split()[:3]) == (0, ["杭州市", "地方", "place:杭州市"])
    assert "海南省工业和信息化厅" in kg("show", POLICY.encode(), env=locale).stdout
    assert "“火星”" in kg("find", "火星".encode(), env=locale).stderr
    path = tmp_path / "answer.csv"
    assert kg("query", "policies_by_place", "-o", path, env=locale).returncode == 0
    assert "广东" in path.read_text(encoding="utf-8")


def test_a_file_name_that_the_locale_cannot_spell_is_told(kg, tmp_path):
    done = kg("check", "没有.ttl".encode(), env={"LC_ALL": "C", "PYTHONUTF8": "0"}, cwd=tmp_path)
    one_line(done)
    assert done.returncode == 3


# ---- help


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_help_in_both_languages(kg, name):
    done = kg(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: kg {name} ")
    command = commands.commands[name]
    assert re.search(r"[\u4e00-\u9fff]+.* · [A-Z]", command.help.splitlines()[0])
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.help or option.show_default, option.name


def test_help_lists_the_commands_in_the_order_of_the_flow(kg):
    done = kg("--help")
    listed = [
        line.split()[0]
        for line in done.stdout.partition("Commands:")[2].splitlines()
        if re.match(r"  [a-z]", line)
    ]
    assert [name for name in listed if name in FLOW] == FLOW
    assert set(listed) == set(commands.commands)
    assert kg("-h").stdout == done.stdout


def test_without_a_command_there_is_help(kg):
    done = kg()
    assert done.returncode == 2
    assert "Usage: kg" in done.stderr


def test_the_version(kg):
    done = kg("--version")
    assert done.returncode == 0
    assert re.fullmatch(r"kg, version \d+\.\d+\.\d+\n", done.stdout)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_the_readme_mentions_every_command(name):
    assert f"kg {name}" in (HOME / "README.md").read_text(encoding="utf-8")


def test_no_colours_and_no_bars_into_a_pipe(kg, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    for arguments in (["find", "杭州"], ["query", "ASK {}"], ["extract", tmp_path], ["conflicts"]):
        done = kg(*arguments, env={"TERM": "xterm-256color"})
        assert "\x1b" not in done.stdout + done.stderr


def test_json_of_a_query_is_json(kg):
    done = kg(
        "query", "SELECT ?s { ?s a zt:Fund } LIMIT 2", "-f", "application/sparql-results+json"
    )
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 2
