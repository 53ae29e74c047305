"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.units import views

urlpatterns = [
    path("", views.unit_list, name="units"),
    path("<int:unit_id>/", views.unit, name="unit"),
]
