"""Every message that a user may see is there in Chinese, too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.messages import in_chinese

PACKAGE = Path(__file__).resolve().parents[1] / "kg"
TABLE = (PACKAGE / "data" / "messages.tsv").read_text(encoding="utf-8").splitlines()[1:]
OURS = re.compile("(?!Attribute|Key|OS|Runtime|Value|Type)[A-Z][a-z]+.*Error|KGError|UsageError")
CHINESE = re.compile("[\u4e00-\u9fff]")


def messages() -> Iterator[tuple[str, str]]:
    """Where an error of ours is made, and its message with a hole for each value."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func
                name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                worded = template(node.args[0])
                if OURS.fullmatch(name) and worded.strip("{}: "):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", worded


def template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return "".join(map(str, parts))
    return ""


FOUND = dict(messages())


def test_messages_are_found():
    assert len(FOUND) > 150


@pytest.mark.parametrize("place", FOUND)
def test_each_message_has_chinese_words(place):
    said = FOUND[place].replace("{}", "7")
    assert CHINESE.search(in_chinese(said)), said


@pytest.mark.parametrize("line", TABLE)
def test_each_line_fills_every_hole(line):
    english, chinese = line.split("\t")
    holes = english.count("{}")
    used = {int(number) for number in re.findall(r"\{(\d)\}", chinese)}
    # the number of an error of the system tells a reader nothing
    assert used == set(range(holes)) or english.startswith("[Errno")
    values = [f"v{number}w" for number in range(holes)]
    worded = in_chinese(english.replace("{}", "%s") % tuple(values))
    assert all(values[number] in worded for number in used)
    assert CHINESE.search(chinese) or english.startswith("[Errno")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a.ttl: No such file or directory", "a.ttl：没有这个文件或目录"),
        ("cannot write x: No space left on device", "写不了 x：磁盘已满"),
        ("malformed near «}» (line 3, column 9)", "“}”附近写法有误（第 3 行第 9 列）"),
        ("no thing named '甲市'; did you mean 乙市?", "没有叫 '甲市' 的东西；是不是 乙市？"),
        ("no such file: {0}", "没有这个文件：{0}"),
        ("[Errno 13] Permission denied: 'x'", "没有权限（'x'）"),
        ("source a is unknown", "来源 a 不在库中"),
        ("what nobody has worded", "what nobody has worded"),
        ("http://x/: y", "http://x/: y"),
        ("x" * 3000, "x" * 3000),
    ],
)
def test_wording(english, chinese):
    assert in_chinese(english) == chinese
