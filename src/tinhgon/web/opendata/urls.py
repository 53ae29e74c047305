"""Addresses of open data: the same as in the files, for ever (exchange/open/addresses.py)."""

from django.urls import path

from tinhgon.web.opendata import views

urlpatterns = [
    path("", views.catalogue, name="open_catalogue"),
    path("danh-muc", views.catalogue, name="open_catalogue_node"),
    path("tu-vung", views.vocabulary, name="open_vocabulary"),
    path("don-vi/<int:unit_id>", views.unit, name="open_unit"),
    path("thay-doi/<int:ordinal>-<int:place>", views.change, name="open_change"),
    path("ke-thua/<int:ordinal>-<int:place>-<int:source>-<int:target>", views.succession, name="open_succession"),
    path("vi-tri/<int:post_id>", views.post, name="open_post"),
    path("loai/<slug:name>", views.concepts, name="open_kind"),
    path("he-thong/<slug:name>", views.concepts, name="open_structure"),
    path("giay-phep", views.catalogue, name="open_licence"),
    path("co-quan-cong-bo", views.catalogue, name="open_publisher"),
    path("eli/vn/<slug:issuer>/<slug:signed_on>/<slug:number>", views.decision, name="open_decision"),
    path("du-lieu/<slug:on>/<str:under>/<str:name>", views.file, name="open_file_under"),
    path("du-lieu/<slug:on>/<str:name>", views.file, name="open_file"),
]
