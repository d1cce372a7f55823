"""Addresses of this room, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.amhp.sight import code_views, region_views, report_views, views

HERE = "bodies/<slug:slug>/amhp/"

URLS: list[URLPattern] = [
    path(HERE, views.board, name="amhp-board"),
    path(f"{HERE}limits/", views.limits, name="amhp-limits"),
    path(f"{HERE}codes/", code_views.codes, name="amhp-codes"),
    path(f"{HERE}codes/<int:number>/", code_views.code, name="amhp-code"),
    path(
        f"{HERE}considerations/<int:number>/escalate/<slug:wait>/", views.escalate, name="escalate"
    ),
    path(f"{HERE}obstacles/", views.obstacles, name="obstacles"),
    path(f"{HERE}obstacles/<int:number>/", views.obstacle, name="obstacle"),
    path(f"{HERE}forums/", views.forums, name="forums"),
    path(f"{HERE}reports/", report_views.reports, name="service-reports"),
    path(
        f"{HERE}reports/<str:month>/<slug:length>/<slug:readers>/",
        report_views.report_page,
        name="service-report-page",
    ),
    path(
        f"{HERE}reports/<str:month>/<slug:length>/<slug:readers>.<slug:kind>",
        report_views.report,
        name="service-report",
    ),
    path("bodies/<slug:slug>/desk/amhp/", region_views.region_reports, name="region-reports"),
    path(
        "bodies/<slug:slug>/desk/amhp/<str:month>/<slug:length>/",
        region_views.region_report,
        name="region-report",
    ),
    path(
        "bodies/<slug:slug>/desk/amhp/<str:month>/<slug:length>.<slug:kind>",
        region_views.region_report_file,
        name="region-report-file",
    ),
    path(f"{HERE}residents/", report_views.residents, name="service-residents"),
    path(f"{HERE}data-set.zip", report_views.data_set_file, name="data-set"),
]
