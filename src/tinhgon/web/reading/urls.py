"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.reading import views

urlpatterns = [path("", views.read_page, name="reading")]
