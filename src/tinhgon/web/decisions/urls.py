"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.decisions import views

urlpatterns = [
    path("", views.decision_list, name="decisions"),
    path("<int:ordinal>/", views.decision, name="decision"),
    path("<int:ordinal>.<slug:shape>", views.paper, name="decision_paper"),
]
