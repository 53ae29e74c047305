"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.establishment import views

urlpatterns = [
    path("", views.establishment, name="establishment"),
]
