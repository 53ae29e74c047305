"""Django's view of the batches: their own tables and migrations."""

from django.apps import AppConfig


class NationalConfig(AppConfig):
    """Gửi hệ thống quốc gia."""

    name = "tinhgon.exchange.national"
    label = "national"
    default_auto_field = "django.db.models.BigAutoField"
