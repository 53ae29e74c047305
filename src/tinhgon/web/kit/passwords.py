"""Passwords that guessers try first, long as they may be: a common word with digits behind it, the same repeated."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from tinhgon.basis.text import fold

FEWEST = 5
_HOUSE = frozenset({
    "tinhgon", "matkhau", "matkhaudangnhap", "vietnam", "hanoi", "saigon", "hochiminh",
    "quantri", "admin", "administrator", "tochuc", "bantochuc", "noivu", "sonoivu",
    "canbo", "taikhoan", "dangnhap", "abcdefgh", "qwertyuiop", "asdfghjkl", "zxcvbnm",
})  # fmt: skip
_RUNS = "01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"
_REPEATED = re.compile(r"(.{1,6}?)\1{1,}.{0,5}", re.DOTALL)


class NotGuessable:
    """A validator of Django's. Refuses what has few letters, repeats itself, counts, or is a common word dressed up."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        plain = fold(password).replace(" ", "")
        if len(set(plain)) < FEWEST or _REPEATED.fullmatch(plain) or _counts(plain):
            raise ValidationError(gettext("Mật khẩu lặp lại hoặc đếm lần lượt; dùng một câu riêng."), "repeated")
        core = re.sub(r"[^a-z]+", "", plain)
        if core in _HOUSE or (len(core) >= 4 and _is_common(core)):
            raise ValidationError(
                gettext("Mật khẩu chỉ là một từ thông dụng thêm số hoặc dấu; dùng một câu riêng."),
                "common_word",
            )

    def get_help_text(self) -> str:
        return gettext("Không dùng từ thông dụng thêm số, không lặp lại, không đếm lần lượt.")


def _counts(plain: str) -> bool:
    """Whether most of it is a run of a keyboard or of the alphabet."""
    longest = max(_shared(plain, run) for run in _RUNS)
    return longest >= 0.7 * len(plain)


def _shared(text: str, run: str) -> int:
    """The length of the longest piece that both have."""
    best = 0
    for start in range(len(text)):
        while text[start : start + best + 1] in run and start + best < len(text):
            best += 1
    return best


def _is_common(word: str) -> bool:
    try:
        CommonPasswordValidator().validate(word)
    except ValidationError:
        return True
    return False
