"""Filters that name structures, levels and shares."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from tinhgon.web.kit import words

register = template.Library()


@register.filter
def structure(code: str) -> str:
    return words.structure(code)


@register.simple_tag
def level_word(structure: str, level: int, kinds: Iterable[str]) -> str:
    return words.level(structure, level, kinds)
