"""Who is told of changes, and how far each has come."""

from __future__ import annotations

from django.db import models


class Webhook(models.Model):
    """Nơi nhận: an address that is told of every decision, in order. `done`: the last decision that it took;
    `failures`: how often the next one was refused in a row; `generation`: of its secret."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField(unique=True)
    url = models.TextField()
    generation = models.IntegerField()
    done = models.BigIntegerField()
    state = models.TextField()
    failures = models.IntegerField()
    next_try = models.DateTimeField()
    last_error = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "webhook"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=("active", "paused", "stopped")), name="webhook_state_known"
            ),
        )


class WebhookTry(models.Model):
    """One attempt to tell: what was answered, or why nothing was."""

    id = models.BigAutoField(primary_key=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE)
    ordinal = models.BigIntegerField()
    tried_at = models.DateTimeField()
    status = models.IntegerField(null=True)
    error = models.TextField()

    class Meta:
        db_table = "webhook_try"
        indexes = (models.Index(fields=("webhook", "ordinal"), name="webhook_try_of"),)
