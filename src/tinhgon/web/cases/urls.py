"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.cases import calendar, declaring, delegating, opening, signing, views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("uy-quyen/", delegating.delegations, name="delegations"),
    path("ke-khai/", declaring.declarations, name="declarations"),
    path("lich/", calendar.own, name="calendar"),
    path("lich/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("mo/", opening.begin, name="case_begin"),
    path("trinh/<int:number>/", views.submit, name="case_submit"),
    path("<int:number>/", views.case_view, name="case"),
    path("<int:number>/du-thao/", views.result, name="case_result"),
    path("<int:number>/ky/", signing.sign, name="case_sign"),
]
