"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.briefing import views

urlpatterns = [
    path("", views.this_week, name="brief"),
    path("<str:week>/", views.kept_week, name="brief_kept"),
    path("<str:week>/ban-tin.pdf", views.kept_pdf, name="brief_pdf"),
]
