"""The web application as granian loads it: each worker makes sure of the database first."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tinhgon.config.healing import watch
from tinhgon.config.server import ensure_database
from tinhgon.config.warming import build_validators
from tinhgon.config.weekly import begin

ensure_database(pool=True)
settings.LANE = True
watch()
application = get_wsgi_application()
build_validators()
begin()
