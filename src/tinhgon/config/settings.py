"""Django's settings: one file, read from typed environment variables.

The database (see `server`): TINHGON_HOME, DATABASE_URL, TINHGON_OWNER_URL, TINHGON_DATABASE_NAME,
TINHGON_POOL; TINHGON_PRIMARY_URL where DATABASE_URL is a standby.
The site: TINHGON_SECRET_KEY, TINHGON_MASTER_KEY, TINHGON_MASTER_KEY_FILE, TINHGON_ALLOWED_HOSTS and
TINHGON_TRUSTED_ORIGINS, TINHGON_SECOND_FACTOR (parted by commas), TINHGON_HTTPS, TINHGON_DEMO,
TINHGON_UPLOAD_LIMIT (bytes), TINHGON_LOG_LEVEL, TINHGON_DEBUG. None is needed on a laptop.
"""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from tinhgon.config import env, keys

PACKAGE = Path(__file__).resolve().parent.parent

# -- what runs -----------------------------------------------------------------------------------------------------

DEBUG = env.flag("TINHGON_DEBUG")
DEMO = env.flag("TINHGON_DEMO")  # pages that only read need no login, and say so in a banner
LOADING = env.text("TINHGON_LOADING")  # the file in which `tinhgon demo` tells how far it has signed, while it does
SAMPLES = env.text("TINHGON_SAMPLES")  # a folder of decision files that the preview page offers to try
SEAL_KEY, WEBHOOK_KEY = env.seal_key, env.webhook_key  # asked when something is signed
STATEMENTS = env.statements
OPEN_URL = env.text("TINHGON_OPEN_URL")  # the base of the addresses of open data, for ever
OPEN_PUBLISHER, OPEN_LICENCE = env.text("TINHGON_OPEN_PUBLISHER"), env.text("TINHGON_OPEN_LICENCE")
UPLOADS = env.uploads  # what was uploaded and is being looked at: private, for some hours
HTTPS = env.flag("TINHGON_HTTPS")  # served behind TLS: secure cookies, HSTS
SECRET_KEY = env.secret_key()
env.refuse("TINHGON_OVER_QUOTA", "sign a decision with set_house_rule/1 (rule over_quota), then take it away")
# Asked when a person's name is sealed or read, not before: they are held against the ledger.
MASTER_KEY, DIGEST_KEY = keys.master_key, keys.digest_key
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("TINHGON_ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = env.words("TINHGON_TRUSTED_ORIGINS")


def _of_library(name: str, folder: str) -> list[Path]:
    """A folder of a library that is no app here: as an app it would be imported at the start of every command."""
    spec = find_spec(name)
    return [Path(spec.origin).parent / folder] if spec and spec.origin else []


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "tinhgon.ledger",
    "tinhgon.record",
    "tinhgon.cases",
    "tinhgon.registers",
    "tinhgon.exchange.feed",
    "tinhgon.exchange.national",
    *(f"tinhgon.registers.{path.parent.name}" for path in sorted(PACKAGE.glob("registers/*/apps.py"))),
    "tinhgon.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tinhgon.config.middleware.language",
    "tinhgon.config.middleware.method_told",
    "tinhgon.config.middleware.upload_limit",
    "tinhgon.config.middleware.SoundInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tinhgon.config.middleware.idle",
    "tinhgon.config.middleware.owing",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tinhgon.web.kit.lane.LaneMiddleware",
]

LANE = False  # heavy views in threads of their own: `wsgi` switches it on
CSRF_FAILURE_VIEW = "tinhgon.web.kit.errors.forbidden"
CLOCK_CHECKED = env.clock_checked  # the day on which somebody has looked at this machine's clock
ROOT_URLCONF = "tinhgon.config.urls"
WSGI_APPLICATION = "tinhgon.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*PACKAGE.glob("web/*/templates"), *_of_library("ninja", "templates")],  # each screen owns its own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- the database: where it is, is known when `server.ensure_database` has started or found it -------------------------

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": env.text("TINHGON_DATABASE_NAME", "tinhgon"),
        "HOST": "/nonexistent/call-ensure_database-first",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- words and dates -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "tinhgon_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# -- files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [*PACKAGE.glob("web/*/static"), *_of_library("ninja", "static")]
WHITENOISE_USE_FINDERS = True  # no collectstatic step: files are served from the package
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 300

UPLOAD_LIMIT = env.integer("TINHGON_UPLOAD_LIMIT", 64 * 1024 * 1024, at_least=1)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tinhgon.config.uploads.PrivateHandler",  # larger ones: never in the system's folder for temporary files
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# -- security ------------------------------------------------------------------------------------------------------

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
AUTH_PASSWORD_VALIDATORS.append({"NAME": "tinhgon.web.kit.passwords.NotGuessable"})
AUTHENTICATION_BACKENDS = ["tinhgon.web.kit.guessing.Backend"]
SECOND_FACTOR = env.words("TINHGON_SECOND_FACTOR")  # rights whose accounts log in with a second factor only
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 12 * 3600
IDLE_SECONDS = 60 * env.integer("TINHGON_IDLE_MINUTES", 30, at_least=1)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# -- messages for the operator: only what needs a look ---------------------------------------------------------------

LEVELS = ("warning", "debug", "info", "error", "critical")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.one_of("TINHGON_LOG_LEVEL", LEVELS).upper()},
    "loggers": {
        "django.server": {"handlers": [], "propagate": True},
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
