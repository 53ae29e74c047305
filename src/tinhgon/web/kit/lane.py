"""Heavy work has a lane of its own: reading files, checking rosters, previews. The other pages never wait for it.

A view marked `heavy` runs in one of two threads of the lane. Done within moments, its answer is given at once; else
the reader gets a page that says how many wait before them and how long it has been, comes back by itself, and shows
the answer when there is one. When too many wait already, the answer is 503 with a sentence, and nothing was begun.

At most two threads of the server wait for the lane at any time (`_PATIENT`), the rest read pages. `settings.LANE`
switches it on: under `tinhgon serve` (`config.wsgi`), not in tests that hold a transaction open.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.errors import busy
from tinhgon.web.kit.pages import (
    may_read,
    missing,
    show,
)

View = Callable[..., HttpResponse]
KEY = "viec"
AT_ONCE, WAITING = 2, 12
PATIENCE = 1.5
"""Seconds after which the page that waits is shown."""
LONG_PATIENCE = 60
"""Seconds for programs (API, htmx), which do not come back by themselves."""
KEPT = 600
AGAIN = 2
_PATIENT = threading.BoundedSemaphore(AT_ONCE)


@dataclass
class Job:
    """A view at work: whose it is, where its answer belongs, since when."""

    owner: Any
    address: str
    future: Future[HttpResponse]
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    since: float = field(default_factory=time.monotonic)

    @property
    def is_done(self) -> bool:
        return self.future.done()


class Lane:
    """The threads and the jobs of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="lane")
        self._jobs: dict[str, Job] = {}

    def begin(self, owner: Any, address: str, work: Callable[[], HttpResponse]) -> Job | None:
        """Take work on; None when the lane is full."""
        with self._lock:
            now = time.monotonic()
            self._jobs = {key: one for key, one in self._jobs.items() if not one.is_done or now - one.since < KEPT}
            if sum(not one.is_done for one in self._jobs.values()) >= AT_ONCE + WAITING:
                return None
            job = Job(owner, address, self._threads.submit(work))
            self._jobs[job.key] = job
        return job

    def find(self, key: str, owner: Any) -> Job | None:
        with self._lock:
            job = self._jobs.get(key)
        return job if job is not None and job.owner == owner else None

    def before(self, job: Job) -> int:
        """How many wait or work that came earlier, beyond those that work at once."""
        with self._lock:
            earlier = sum(not one.is_done and one.since < job.since for one in self._jobs.values())
        return max(0, earlier - AT_ONCE + 1)

    def forget(self, job: Job) -> None:
        with self._lock:
            self._jobs.pop(job.key, None)


LANE = Lane()


def heavy(*methods: str, program: bool = False) -> Callable[[View], View]:
    """Marks a view as heavy for these methods. `program`: who asks is a program and waits for the answer itself."""

    def mark(view: View) -> View:
        view.heavy, view.for_programs = frozenset(methods), program  # type: ignore[attr-defined]
        return view

    return mark


class LaneMiddleware:
    """Leads heavy views through the lane. The last of the middleware: what it skips, it must not skip."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        methods = getattr(view, "heavy", None)
        if not settings.LANE or methods is None or not _may_ask(request, view):
            return None
        owner = request.user.pk
        if request.method == "GET" and (job := LANE.find(request.GET.get(KEY, ""), owner)) and job.is_done:
            LANE.forget(job)
            return job.future.result()
        if request.method not in methods:
            return None
        program = view.for_programs or bool(request.headers.get("HX-Request"))  # type: ignore[attr-defined]
        if not program and request.method == "POST" and request.session.session_key is None:
            request.session["lane"] = True  # so that what the job writes into it is found again
            request.session.save()
        _ = request.POST, request.FILES  # the body is read here, before anybody waits
        job = LANE.begin(owner, _address(request), lambda: _work(request, view, arguments, named))
        if job is None:
            return busy(request)
        request.close = lambda: None  # type: ignore[method-assign]  # the page that waits must not close the uploads
        return _soon(request, job, LONG_PATIENCE if program else PATIENCE, comes_back=not program)


def _soon(request: HttpRequest, job: Job, seconds: float, *, comes_back: bool) -> HttpResponse:
    """The answer when it is there soon, else the page that waits."""
    if _PATIENT.acquire(blocking=False):
        try:
            job.future.exception(timeout=seconds)
        except TimeoutError:
            pass
        finally:
            _PATIENT.release()
    if job.is_done:
        LANE.forget(job)
        return job.future.result()
    if comes_back:
        return HttpResponseRedirect(reverse("waiting", args=[job.key]), status=303)
    job.future.cancel()
    LANE.forget(job)
    return busy(request)


def _work(request: HttpRequest, view: View, arguments: tuple[Any, ...], named: dict[str, Any]) -> HttpResponse:
    """In a thread of the lane: the view, in the reader's language, with a connection of its own."""
    try:
        with translation.override(getattr(request, "LANGUAGE_CODE", None)):
            response = view(request, *arguments, **named)
            if hasattr(response, "render"):
                response.render()
        if request.session.modified and request.session.session_key is not None:
            request.session.save()
        return response
    finally:
        HttpRequest.close(request)
        connections.close_all()


def _may_ask(request: HttpRequest, view: View) -> bool:
    """Strangers are sent away by the view itself, at once; programs log in within it."""
    return may_read(request) or view.for_programs  # type: ignore[attr-defined]


def _address(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(KEY, None)
    text = query.urlencode("/:")
    return f"{request.path}?{text}" if text else request.path


@dataclass(frozen=True)
class Waiting:
    """The page that waits."""

    before: int
    seconds: int
    again: int = AGAIN


@readable
def waiting(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
    """How far it is; leads on to the answer when there is one."""
    job = LANE.find(key, request.user.pk)
    if job is None:
        return missing(request, asked, gettext("Việc này không còn trên máy chủ; làm lại từ đầu. Không có gì bị mất."))
    if not job.is_done:
        page = Waiting(LANE.before(job), round(time.monotonic() - job.since))
        response = show(request, asked, "frame/waiting.html", page, here="", status=202)
        response.headers["Refresh"] = str(AGAIN)
        return response
    try:
        answer = job.future.result()
    except CancelledError:
        LANE.forget(job)
        return missing(request, asked, gettext("Việc này đã bị hủy; làm lại từ đầu."))
    if "Location" in answer.headers:
        LANE.forget(job)
        return answer
    sign = "&" if "?" in job.address else "?"
    return HttpResponseRedirect(f"{job.address}{sign}{KEY}={job.key}", status=303)
