"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.map import views

urlpatterns = [
    path("", views.map_page, name="map"),
]
