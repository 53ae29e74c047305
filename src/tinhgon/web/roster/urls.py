"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.roster import views

urlpatterns = [
    path("", views.start, name="roster"),
    path("mau.xlsx", views.template_file, name="roster_template"),
    path("du-thao/<int:number>/", views.kept, name="roster_draft"),
    path("<str:key>/", views.review, name="roster_review"),
    path("<str:key>/loi.xlsx", views.bad_file, name="roster_bad"),
]
