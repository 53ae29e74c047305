"""Addresses of the API."""

from django.urls import path

from tinhgon.web.api.v1 import URLS

urlpatterns = [path("v1/", URLS)]
