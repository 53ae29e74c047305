"""Django's view of cases: the derived tables of open work."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "tinhgon.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
