"""Django's view of the feed: its own tables and migrations."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    """Nơi nhận tin thay đổi."""

    name = "tinhgon.exchange.feed"
    label = "feed"
    default_auto_field = "django.db.models.BigAutoField"
