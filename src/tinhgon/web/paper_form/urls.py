"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.paper_form import views

urlpatterns = [
    path("", views.check_page, name="paper_form"),
    path("ban-sua/", views.mended_copy, name="paper_form_mended"),
]
