"""People of a case in words: the name where it may be seen, the code of the file, the place held today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.basis.asof import AsOf
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.registers.staff.codes import codes_of_persons
from tinhgon.registers.staff.queries.people import names, places_on
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.record_words import place_told


@dataclass(frozen=True)
class Somebody:
    """A person of a case. `name` is empty where the reader may not see it."""

    code: str
    name: str = ""
    place: str = ""
    href: str = ""

    @property
    def told(self) -> str:
        return f"{self.name} ({self.code})" if self.name else self.code


def people_of(
    asked: Asked, persons: Iterable[int], *, rights: Rights, by: Actor, case: int
) -> Mapping[int, Somebody]:  # fmt: skip
    """Names of those whose files the reader may read, the reading written down with the case as its purpose."""
    ids = sorted({one for one in persons if one})
    if not ids:
        return {}
    today = AsOf(asked.today)
    purpose = gettext("hồ sơ công việc số %(case)d") % {"case": case}
    may = sorted(rights.over(READ_FILES, ids))
    named = names(today, may, by=replace(by, purpose=purpose), what=purpose) if may else {}
    places, codes = places_on(today, ids), dict(codes_of_persons(ids))
    return {
        one: Somebody(
            code=codes.get(one, f"#{one}"),
            name=named.get(one, ""),
            place=place_told(places[one][0]) if places.get(one) else "",
            href=asked.link("person", codes[one]) if one in codes and one in may else "",
        )
        for one in ids
    }
