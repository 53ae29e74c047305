"""'Lập tại … các vị trí: …', 'Bãi bỏ các vị trí: …', 'Tạm dừng tuyển dụng, tiếp nhận vào các vị trí: …', 'Chuyển về …
các vị trí, cùng người đang giữ: …', 'Chuyển đổi các vị trí … thành: …', 'Người giữ các vị trí … có quyền: …'."""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.shapes.own_words import OwnWords, inverse, posts_of
from tinhgon.registers.establishment.effects import convert_posts
from tinhgon.registers.establishment.labels import CATEGORIES, COUNTED

_CODE = re.compile(r"(?:^|, | và )(?:[^()]*\((?P<told>[^\s()]+)\)|(?P<bare>[^\s(),]+))")
_BECOMES = (
    ("to_title", r"chức danh (?P<to_title>.+?)", None),
    ("position", r"vị trí việc làm (?P<position>\S+?)", None),
    ("group", r"nhóm (?P<group>.+?)", inverse(convert_posts.GROUPS)),
    ("rank", r"(?P<rank>cấp trưởng|cấp phó)", inverse(convert_posts.RANKS)),
    ("category", rf"(?P<category>{'|'.join(map(re.escape, COUNTED.values()))})", inverse(COUNTED)),
    ("bloc", r"(?P<bloc>khối .+?)", inverse(convert_posts.BLOCS)),
    ("funding", r"hưởng lương từ (?P<funding>.+?)", inverse(convert_posts.FUNDING)),
)
_BECOME = re.compile("".join(rf"(?:(?:^|, | và ){pattern}(?=, | và |$))?" for _, pattern, _ in _BECOMES))

_NEW = re.compile(r"(?:^|, | và )(?P<title>[^()]+?) \((?P<number>[^\s();]+)(?P<stated>(?:; [^();]+)*)\)")
_RIGHTS = re.compile(r"\. Người giữ vị trí (?P<number>\S+) có quyền: (?P<access>[^.]+)")
_STATED = (
    ("position", re.compile(r"vị trí việc làm (\S+)"), None),
    ("group", re.compile(r"nhóm (.+)"), inverse(convert_posts.GROUPS)),
    ("rank", re.compile(r"(cấp trưởng|cấp phó)"), inverse(convert_posts.RANKS)),
    ("category", re.compile(f"({'|'.join(CATEGORIES.values())})"), inverse(CATEGORIES)),
    ("bloc", re.compile(r"(khối .+)"), inverse(convert_posts.BLOCS)),
    ("funding", re.compile(r"hưởng lương từ (.+)"), inverse(convert_posts.FUNDING)),
)


def _posts(found: re.Match[str]) -> dict[str, Any]:
    return {"posts": posts_of(found["posts"])}


def _converted(found: re.Match[str]) -> dict[str, Any]:
    told = _BECOME.fullmatch(found["becomes"])
    if told is None:
        raise ValueError(found["becomes"])
    stated = {name: told[name] for name, _, _ in _BECOMES if told[name]}
    codes = {name: words[stated[name]] for name, _, words in _BECOMES if words and name in stated}
    return {**_posts(found), **stated, **codes}


def _access(found: re.Match[str]) -> dict[str, Any]:
    return {**_posts(found), "access": _codes(found["access"])}


def _created(found: re.Match[str]) -> dict[str, Any]:
    """New posts, each with what is stated in its brackets, and the rights of their holders behind."""
    rights = {one["number"]: _codes(one["access"]) for one in _RIGHTS.finditer(found["rights"])}
    posts = []
    for new in _NEW.finditer(found["posts"]):
        stated = dict(_one(text) for text in new["stated"].split("; ") if text)
        access = rights.get(new["number"], [])
        posts.append({"title": new["title"], "number": new["number"], **stated, "access": access})
    return {"posts": posts}


def _one(text: str) -> tuple[str, Any]:
    for name, pattern, words in _STATED:
        if told := pattern.fullmatch(text):
            return name, words[told[1]] if words else told[1]
    raise ValueError(text)


def _codes(words: str) -> list[str]:
    return [one["told"] or one["bare"] for one in _CODE.finditer(words)]


CREATE = OwnWords(
    "create_posts",
    "create_posts/1",
    r"Lập tại (?P<unit>.+?) các vị trí: (?P<posts>.+?)(?P<rights>(?:\. Người giữ vị trí \S+ có quyền: [^.]+)*)",
    _created,
)
ABOLISH = OwnWords("abolish_posts", "abolish_posts/1", r"Bãi bỏ các vị trí: (?P<posts>.+?)", _posts)
FREEZE = OwnWords(
    "freeze_posts", "freeze_posts/1", r"Tạm dừng tuyển dụng, tiếp nhận vào các vị trí: (?P<posts>.+?)", _posts
)
UNFREEZE = OwnWords(
    "unfreeze_posts",
    "freeze_posts/1",
    r"Cho tuyển dụng, tiếp nhận trở lại vào các vị trí: (?P<posts>.+?)",
    lambda found: {**_posts(found), "frozen": False},
)
MOVE = OwnWords(
    "move_posts",
    "move_posts/1",
    r"Chuyển về (?P<unit>.+?) các vị trí, cùng người đang giữ: (?P<posts>.+?)",
    _posts,
    unit_field="target",
)
CONVERT = OwnWords(
    "convert_posts", "convert_posts/1", r"Chuyển đổi các vị trí (?P<posts>.+?) thành: (?P<becomes>.+?)", _converted
)
SET_ACCESS = OwnWords(
    "set_access", "set_access/1", r"Người giữ các vị trí (?P<posts>.+?) có quyền: (?P<access>.+?)", _access
)
NO_ACCESS = OwnWords(
    "no_access",
    "set_access/1",
    r"Các vị trí (?P<posts>.+?) không còn quyền truy cập nào",
    lambda found: {**_posts(found), "access": []},
)
