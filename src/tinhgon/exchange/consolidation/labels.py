"""What the figures and states of a board are called; source strings."""

from __future__ import annotations

from collections.abc import Callable

from tinhgon.basis.errors import gettext_noop
from tinhgon.registers.establishment.labels import CATEGORIES, HELD

STATES = {
    "in_transit": gettext_noop("đang trên đường"),
    "unmatched": gettext_noop("chưa có nơi nhận"),
    "question": gettext_noop("câu hỏi: nhiều sổ có văn bản cùng số"),
}
_SUBJECTS = {
    "unit": gettext_noop("Đơn vị"),
    "quota": gettext_noop("Biên chế"),
    "person": gettext_noop("Người"),
}


def figure_label(key: str, translate: Callable[[str], str]) -> str:
    """'Biên chế: công chức, Được giao' of `quota civil_servant official`; a word that is unknown stays as it is."""
    subject, _, rest = key.partition(" ")
    if subject == "unit" and rest.count(" ") > 1:
        _structure, level, kind = rest.split(" ", 2)
        told = [kind, translate(gettext_noop("cấp {level}")).format(level=level)]
    else:
        told = [translate({**CATEGORIES, **HELD}.get(word, word)) for word in rest.split()]
    head = translate(_SUBJECTS.get(subject, subject))
    return f"{head}: {', '.join(told)}" if rest else head
