"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.supervision import views

urlpatterns = [
    path("", views.log, name="log"),
    path("viec/", views.acts_log, name="log_acts"),
    path("tai.json", views.evidence, name="log_evidence"),
    path("tai.csv", views.table, name="log_table"),
]
