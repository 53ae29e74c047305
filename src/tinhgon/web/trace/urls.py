"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.trace import views

urlpatterns = [
    path("dem/", views.count, name="trace_count"),
    path("tong/<slug:what>/", views.total, name="trace_sum"),
    path("don-vi/<int:unit_id>/<slug:what>/", views.of_unit, name="trace_unit"),
    path("but-toan/<int:ordinal>/", views.entries, name="trace_entries"),
    path("but-toan/<int:ordinal>/<int:place>/", views.entries, name="trace_clause"),
]
