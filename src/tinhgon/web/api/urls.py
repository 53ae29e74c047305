"""Addresses of the API."""

from django.urls import path

from tinhgon.web.api import views

urlpatterns = [
    path("v1/decisions/preview", views.decision_preview, name="api_preview"),
    path("v1/drafts", views.draft, name="api_drafts"),
    path("v1/persons/<path:code>", views.person, name="api_person"),
]
