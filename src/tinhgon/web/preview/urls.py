"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.preview import views

urlpatterns = [
    path("", views.preview_page, name="preview"),
]
