"""Addresses: the language switch, and everything else in the pages' own list."""

from django.urls import include, path

from tinhgon.config.healing import health

urlpatterns = [
    path("song/", health),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("tinhgon.web.urls")),
]

handler404 = "tinhgon.web.kit.pages.not_found"
handler400 = "tinhgon.web.kit.errors.bad_request"
handler403 = "tinhgon.web.kit.errors.forbidden"
handler500 = "tinhgon.web.kit.errors.failed"
