"""Addresses of this room, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.amhp.register.views import (
    entries,
    hours,
    imports,
    notices,
    people,
    training,
    whole,
)

HERE = "bodies/<slug:slug>/amhp/register/"
PERSON = f"{HERE}people/<int:number>/"
PORTFOLIO = f"{PERSON}portfolio"

URLS: list[URLPattern] = [
    path(HERE, people.register, name="register"),
    path(f"{HERE}add/", people.add, name="register-add"),
    path(PERSON, people.person, name="register-person"),
    path(f"{PERSON}details/", people.details, name="register-details"),
    path(f"{PERSON}account/", people.account, name="register-account"),
    path(f"{PERSON}remove/", people.remove, name="register-remove"),
    path(f"{PERSON}enter/", entries.enter, name="register-enter"),
    path(f"{PERSON}own-training/", hours.own_training, name="register-own-training"),
    path(f"{PERSON}evidence/", training.evidence, name="register-evidence"),
    path(f"{PERSON}training/", training.training, name="register-training"),
    path(f"{PORTFOLIO}/", training.portfolio, name="register-portfolio"),
    path(f"{PORTFOLIO}.csv", training.portfolio, {"kind": "csv"}, name="register-portfolio-csv"),
    path(f"{PORTFOLIO}.json", training.portfolio, {"kind": "json"}, name="register-portfolio-json"),
    path(f"{HERE}entries/<int:number>/correct/", entries.correct, name="register-correct"),
    path(f"{HERE}entries/<int:number>/take-out/", entries.take_out, name="register-take-out"),
    path(f"{HERE}entries/<int:number>/decide/", hours.decide, name="register-decide"),
    path(f"{HERE}hours/", hours.to_decide, name="register-hours"),
    path(f"{HERE}notices/<int:number>/", notices.notice, name="register-notice"),
    path(f"{HERE}notices/", notices.notices, name="register-notices"),
    path(f"{HERE}trainees/", training.trainees, name="register-trainees"),
    path(f"{HERE}trainees/add/", training.add_trainee, name="register-add-trainee"),
    path(f"{HERE}service/", whole.service, name="register-service"),
    path(f"{HERE}report/", whole.report, name="register-report"),
    path(f"{HERE}report.csv", whole.report, {"kind": "csv"}, name="register-report-csv"),
    path(f"{HERE}report.xlsx", whole.report, {"kind": "xlsx"}, name="register-report-xlsx"),
    path(f"{HERE}count/", whole.count, name="register-count"),
    path(f"{HERE}count.csv", whole.count, {"kind": "csv"}, name="register-count-csv"),
    path(f"{HERE}import/", imports.bring, name="register-import"),
]
