"""Addresses of this screen."""

from django.urls import path, re_path

from tinhgon.web.compose import views

urlpatterns = [
    path("", views.drafts, name="drafts"),
    path("moi/", views.begin, name="compose_begin"),
    path("<int:number>/", views.compose, name="compose"),
    path("<int:number>.json", views.file, name="draft_file"),
    path("<int:number>.<slug:shape>", views.paper, name="draft_paper"),
    re_path(r"^goi-y/(?P<shape>unit|post|person)/$", views.offered, name="compose_offers"),
]
