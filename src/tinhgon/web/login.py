"""Logging in: Django's own form in our clothes."""

from __future__ import annotations

from django.contrib.auth.views import LoginView


class Login(LoginView):
    """A wrong name or password gives one sentence; what was typed stays."""

    template_name = "login.html"
    redirect_authenticated_user = True
