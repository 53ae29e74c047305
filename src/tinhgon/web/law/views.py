"""The catalogue of rules, one rule with its calculator, and all rules for one set of facts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show
from tinhgon.web.law.calculator import calculation
from tinhgon.web.law.page import catalogue_page, rule_shown
from tinhgon.web.law.results import results_page


@readable
def catalogue(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "law/list.html", catalogue_page(asked), here="law")


@readable
def results(request: HttpRequest, asked: Asked) -> HttpResponse:
    page = results_page(asked, request.GET)
    return show(request, asked, "law/results.html", page, here="law", partial="law/_results.html")


@readable
def rule_page(request: HttpRequest, asked: Asked, rule: str) -> HttpResponse:
    calculated = calculation(rule=rule, given=request.GET, on=asked.on)
    return show(
        request, asked, "law/rule.html", rule_shown(asked, rule, calculated), here="law", partial="law/_result.html"
    )
