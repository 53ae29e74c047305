"""What the pages and the API keep of their own: answers given once."""

from __future__ import annotations

from django.db import models


class AnsweredOnce(models.Model):
    """The answer to a request that came with an Idempotency-Key: the same request is answered the same again.

    `status` is 0 while the request is being worked on. `digest` is of method, address and body.
    """

    account_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.SmallIntegerField(default=0)
    body = models.TextField(default="")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "answered_once"
        constraints = (models.UniqueConstraint(fields=("account_id", "key"), name="answered_once_key"),)
