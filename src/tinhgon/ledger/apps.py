"""Django's view of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "tinhgon.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
