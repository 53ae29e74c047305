"""The catalogue of rules, and one rule with its calculator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked
from tinhgon.web.law.calculator import calculation
from tinhgon.web.law.page import catalogue_page, rule_shown
from tinhgon.web.pages import show


@readable
def catalogue(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "law/list.html", catalogue_page(asked), here="law")


@readable
def rule_page(request: HttpRequest, asked: Asked, rule: str) -> HttpResponse:
    calculated = calculation(rule=rule, given=request.GET, on=asked.on)
    return show(
        request, asked, "law/rule.html", rule_shown(asked, rule, calculated), here="law", partial="law/_result.html"
    )
