"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.units import views

urlpatterns = [
    path("", views.unit_list, name="units"),
    path("danh-sach.csv", views.unit_csv, name="units_csv"),
    path("nhanh/<int:unit_id>/", views.unit_branch, name="units_branch"),
    path("<int:unit_id>/", views.unit, name="unit"),
]
