"""Being one of the demo's invented people, by one click; refused outside the demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tinhgon.web.kit.roles import account_of


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Log in as the account of a role of the demo, and begin with what waits for it. The log-in is written down."""
    account = account_of(request.POST.get("vai", ""))
    if account is None:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(reverse("inbox"))
