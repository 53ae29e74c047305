"""Tags and filters of our templates: links that keep day and knowledge, figures that open, numbers and dates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked

register = template.Library()


@register.simple_tag(takes_context=True)
def link(context: template.Context, name: str, *places: Any, **query: Any) -> str:
    """The address of a page; day and knowledge are kept. `on` leads to another day."""
    return words.linked(_asked(context), name, places, query)


@register.simple_tag(takes_context=True)
def clause(context: template.Context, ordinal: int, place: int) -> str:
    """The address of a clause on its decision's page."""
    return _asked(context).clause(ordinal, place)


@register.simple_tag(takes_context=True)
def here(context: template.Context, **changes: Any) -> str:
    """This page with other words in its query."""
    return _asked(context).here(**changes)


@register.simple_tag(takes_context=True)
def figure(context: template.Context, value: Any, name: str, *places: Any, **query: Any) -> SafeString:
    """A number that opens. 0 is shown quietly and does not open; None is "chưa ghi"."""
    if value is None:
        return none_stated()
    if value == 0:
        return format_html('<span class="zero">{}</span>', 0)
    return format_html(
        '<a class="num" href="{}">{}</a>', words.linked(_asked(context), name, places, query), words.number(value)
    )


@register.simple_tag
def none_stated() -> SafeString:
    """What stands where nothing is stated: never an empty cell."""
    return format_html('<span class="unstated">{}</span>', gettext("chưa ghi"))


@register.filter
def number(value: int | Decimal | None) -> str | SafeString:
    return none_stated() if value is None else words.number(value)


@register.filter
def figures(text: str) -> str:
    """The figures in a text of the law as the reader's language writes them."""
    return words.figures(text)


@register.filter
def signed(value: int) -> str:
    """A change with its sign: +3, −37, 0."""
    return words.signed(value)


@register.filter
def day(value: date | None) -> SafeString | str:
    if value is None:
        return none_stated()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), f"{value:%d/%m/%Y}")


@register.filter
def instant(value: datetime | None) -> SafeString | str:
    if value is None:
        return none_stated()
    local = value.astimezone(HOME)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), f"{local:%d/%m/%Y %H:%M}")


@register.filter
def exact(value: datetime) -> SafeString:
    """An instant to the second: several decisions may be recorded within a minute."""
    local = value.astimezone(HOME)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), f"{local:%d/%m/%Y %H:%M:%S}")


@register.filter
def upper_first(text: str) -> str:
    return words.upper_first(text)


@register.filter
def digest(text: str) -> str:
    """A hash in groups of eight."""
    return " ".join(text[place : place + 8] for place in range(0, len(text), 8))


def _asked(context: template.Context) -> Asked:
    asked: Asked = context["asked"]
    return asked


@register.simple_tag
def fallen(one: Any) -> str:
    """The badge of a decision that does not count any more: annulled, or entered again. Nothing of others."""
    if not one.fallen:
        return ""
    return format_html(' <span class="badge annulled">{}</span>', words.FALLEN[one.fallen])
