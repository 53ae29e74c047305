"""What a form of the screen sends: the options so far, pins by unit, and what is to be done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.planning.judging import Grouped
from tinhgon.planning.merging import CodePins
from tinhgon.planning.options import Area, seated

MOST_OPTIONS, MOST_BYTES = 6, 200_000
PINS = ("", "keep", "seat")


@dataclass(frozen=True)
class Kept:
    """An option as the page carries it from one step to the next: where it is from, and its groups."""

    origin: str
    groups: tuple[Grouped, ...]

    def text(self) -> str:
        """As a field of the form."""
        return json.dumps({"from": self.origin, "groups": [[one.seat, *one.members] for one in self.groups]})


@dataclass(frozen=True)
class Sent:
    """Options, which of them is looked at (from 1; 0: the units as they are), pins, the number wanted."""

    options: tuple[Kept, ...] = ()
    chosen: int = 0
    pins: Mapping[str, str] = field(default_factory=dict)
    together: str = ""
    apart: str = ""
    wanted: str = ""
    rules: str = ""

    def code_pins(self) -> CodePins:
        """Raises BadInput for a line that is not two codes."""
        return CodePins(
            together=_pairs(self.together), apart=_pairs(self.apart),
            keep=tuple(code for code, pin in self.pins.items() if pin == "keep"),
            seat=tuple(code for code, pin in self.pins.items() if pin == "seat"),
        )  # fmt: skip

    def groups_wanted(self, units: int) -> int | None:
        """Raises BadInput for what is no number, or more than there are units."""
        if not self.wanted.strip():
            return None
        if not self.wanted.strip().isdecimal() or not 1 <= int(self.wanted.strip()[:6]) <= units:
            raise BadInput("plan_wanted", gettext_noop("Số đơn vị mới: ghi một số từ 1 đến {units}, hoặc để trống."),
                           units=units)  # fmt: skip
        return int(self.wanted)


def sent(posted: Mapping[str, str], options: Sequence[str], area: Area) -> Sent:
    """What was sent. Raises BadInput for options that are none of this screen, or too many."""
    if len(options) > MOST_OPTIONS or sum(map(len, options)) > MOST_BYTES:
        raise BadInput("plan_options_many", gettext_noop("Nhiều nhất {most} phương án cùng lúc; bỏ bớt rồi lập tiếp."),
                       most=MOST_OPTIONS)  # fmt: skip
    chosen = posted.get("chon", "0")
    kept = tuple(_kept(text, area) for text in options)
    return Sent(
        options=kept,
        chosen=int(chosen) if chosen.isdecimal() and int(chosen[:3]) <= len(kept) else 0,
        pins={name[5:]: value for name, value in posted.items() if name.startswith("ghim-") and value in PINS[1:]},
        together=posted.get("cung", "")[:2000], apart=posted.get("khac", "")[:2000], wanted=posted.get("so", "")[:12],
        rules=posted.get("chuan", ""),
    )  # fmt: skip


def _kept(text: str, area: Area) -> Kept:
    try:
        told: Any = json.loads(text)
        origin, groups = str(told["from"])[:40], [[str(code) for code in one] for one in told["groups"]]
        if not groups or any(len(one) < 2 for one in groups):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadInput("plan_option_unread", gettext_noop("Không đọc được phương án đã gửi; hãy lập lại.")) from None
    return Kept(origin, tuple(seated(area, one[1:], one[0]) for one in groups))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Two codes a line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        codes = line.replace(",", " ").split()
        if not codes:
            continue
        if len(codes) != 2 or codes[0] == codes[1]:
            raise BadInput(
                "plan_pair", gettext_noop("Ràng buộc, dòng {row}: ghi hai mã khác nhau, cách nhau bằng dấu cách."),
                row=number,
            )  # fmt: skip
        found.append((codes[0], codes[1]))
    return tuple(found)
