"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.search import views

urlpatterns = [
    path("", views.search_page, name="search"),
]
