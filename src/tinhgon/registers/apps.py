"""Django's view of the registers."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """What the ledger holds, one folder a subject."""

    name = "tinhgon.registers"
    label = "registers"
