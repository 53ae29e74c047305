"""Django's view of the plans: an app of its own, with its own migrations."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Quy hoạch cán bộ."""

    name = "tinhgon.registers.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
