"""What an account may do today, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from tinhgon.access.rights import Rights
from tinhgon.registers.establishment.access import ACCESS


def rights_told(rights: Rights) -> Iterator[str]:
    """A sentence for each right, with the post that gives it and how far it reaches."""
    if rights.everywhere:
        yield gettext("Mọi quyền, với mọi hồ sơ.")
    for code in sorted(rights.of_account):
        yield gettext("%(label)s (vai của tài khoản)") % {"label": gettext(ACCESS[code])}
    for one in rights.granted:
        label = gettext(ACCESS[one.code]) if one.code in ACCESS else one.code
        words = {"label": label, "post": one.post_number, "unit": one.unit}
        yield gettext("%(label)s, theo vị trí %(post)s, đến %(unit)s và các đơn vị bên dưới") % words
