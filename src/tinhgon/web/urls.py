"""Addresses of the pages."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from tinhgon.web import becoming, login
from tinhgon.web.account import first
from tinhgon.web.consolidation.views import board as consolidation_board
from tinhgon.web.kit import lane
from tinhgon.web.orgchart.views import org_chart, org_chart_svg
from tinhgon.web.overview.views import overview
from tinhgon.web.people.views import trace as trace_person
from tinhgon.web.reports.urls import openings, register
from tinhgon.web.units.views import held_trace

urlpatterns = [
    path("", overview, name="overview"),
    path("don-vi/", include("tinhgon.web.units.urls")),
    path("ban-do/", include("tinhgon.web.map.urls")),
    path("phuong-an/", include("tinhgon.web.plans.urls")),
    path("quyet-dinh/", include("tinhgon.web.decisions.urls")),
    path("doc-van-ban/", include("tinhgon.web.reading.urls")),
    path("the-thuc/", include("tinhgon.web.paper_form.urls")),
    path("danh-sach/", include("tinhgon.web.roster.urls")),
    path("xem-truoc/", include("tinhgon.web.preview.urls")),
    path("viec/", include("tinhgon.web.cases.urls")),
    path("soan/", include("tinhgon.web.compose.urls")),
    path("nhan-su/", include("tinhgon.web.people.urls")),
    path("so-do/<int:unit_id>/", org_chart, name="org_chart"),
    path("so-do/<int:unit_id>/tai.svg", org_chart_svg, name="org_chart_svg"),
    path("so-lieu/ho-so/<path:code>/<slug:field>/", trace_person, name="trace_person"),
    path("so-lieu/duoc-giao/<int:unit_id>/<slug:category>/<slug:layer>/", held_trace, name="trace_held"),
    path("api/", include("tinhgon.web.api.urls")),
    path("mo/", include("tinhgon.web.opendata.urls")),
    path("hop-nhat/", consolidation_board, name="consolidation"),
    path("so-lieu/", include("tinhgon.web.trace.urls")),
    path("so-lieu/bao-cao/", include(openings)),
    path("bien-che/", include(register)),
    path("ban-tin/", include("tinhgon.web.briefing.urls")),
    path("bao-cao/", include("tinhgon.web.reports.urls")),
    path("che-do/", include("tinhgon.web.law.urls")),
    path("tim/", include("tinhgon.web.search.urls")),
    path("cho/<str:key>/", lane.waiting, name="waiting"),
    path("trinh-dien/", becoming.become, name="become"),
    path("dang-nhap/", login.Login.as_view(), name="login"),
    path("dang-nhap/ma/", login.LoginCode.as_view(), name="login_code"),
    path("bat-dau/", first.begin, name="first_account"),
    path("tai-khoan/", include("tinhgon.web.account.urls")),
    path("tro-giup/", include("tinhgon.web.help.urls")),
    path("nhat-ky/", include("tinhgon.web.supervision.urls")),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
]
