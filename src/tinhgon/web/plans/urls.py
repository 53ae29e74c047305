"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.plans import views

urlpatterns = [
    path("", views.plans, name="plans"),
]
