"""Django's view of the record."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "tinhgon.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
