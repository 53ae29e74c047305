"""Addresses of this screen. A number that opens is under so-lieu/, as all are: `openings`."""

from django.urls import path

from tinhgon.web.reports import register_views, views

urlpatterns = [
    path("", views.report_list, name="reports"),
    path("don-vi/", views.units_offered, name="report_units"),
    path("da-nop/", views.submitted_all, name="reports_submitted"),
    path("da-nop/<int:number>/", views.submitted_one, name="report_submitted"),
    path("<slug:name>/", views.report, name="report"),
    path("<slug:name>/tai.<slug:shape>", views.file, name="report_file"),
    path("<slug:name>/nop/", views.submitting, name="report_submit"),
    path("<slug:name>/so-sanh/", views.compared, name="report_compare"),
]

openings = [
    path("<slug:name>/", views.cell, name="report_cell"),
    path("<slug:name>/nguoi.xlsx", views.cell_people, name="report_cell_people"),
    path("<slug:name>/thay-doi/", views.change, name="report_change"),
]

register = [path("", register_views.establishment, name="establishment")]
