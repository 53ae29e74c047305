"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.law import views

urlpatterns = [
    path("", views.catalogue, name="law"),
    path("ket-qua/", views.results, name="law_results"),
    path("<str:rule>/", views.rule_page, name="law_rule"),
]
