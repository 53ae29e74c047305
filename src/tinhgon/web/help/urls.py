"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.help import views

urlpatterns = [
    path("", views.contents, name="help"),
    path("anh/<slug:name>.jpg", views.picture, name="help_picture"),
    path("<slug:name>/", views.page, name="help_page"),
]
