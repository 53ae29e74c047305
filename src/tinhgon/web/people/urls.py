"""Addresses of this screen. A file code may have any sign but a blank."""

from django.urls import path

from tinhgon.web.people import views

urlpatterns = [
    path("", views.people_list, name="people"),
    path("muc-dich/", views.purpose, name="people_purpose"),
    path("du-thao/", views.drafts_list, name="people_drafts"),
    path("du-thao/<int:number>.json", views.draft_file, name="people_draft_file"),
    path("<path:code>/thay-doi/", views.change, name="person_change"),
    path("<path:code>/trich/<int:ordinal>/", views.extract, name="person_extract"),
    path("<path:code>/", views.person, name="person"),
]
