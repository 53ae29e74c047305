"""Addresses of this screen."""

from django.urls import path

from tinhgon.web.account import keeping, own

urlpatterns = [
    path("", own.account, name="account"),
    path("mat-khau/", own.password, name="account_password"),
    path("hai-lop/", own.factor, name="account_factor"),
    path("quan-tri/", keeping.accounts, name="accounts"),
    path("quan-tri/<int:number>/", keeping.one_account, name="accounts_one"),
]
