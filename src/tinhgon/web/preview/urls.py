"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.preview import views

urlpatterns = [
    path("", views.preview_page, name="preview"),
    path("mau/<slug:slug>.json", views.sample, name="preview_sample"),
]
