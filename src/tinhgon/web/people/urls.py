"""Addresses of this screen. A file code may have any sign but a blank."""

from django.urls import path

from tinhgon.web.people import views

urlpatterns = [
    path("", views.people_list, name="people"),
    path("tai.xlsx", views.people_workbook, name="people_file"),
    path("muc-dich/", views.purpose, name="people_purpose"),
    path("<path:code>/trich/<int:ordinal>/", views.extract, name="person_extract"),
    path("<path:code>/trich/<int:ordinal>.<slug:shape>", views.extract_file, name="person_extract_paper"),
    path("<path:code>/", views.person, name="person"),
]
