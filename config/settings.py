"""Settings. What differs between machines comes from the environment: see .env.example."""

import logging
from pathlib import Path
from typing import Any

import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF

from config.environment import celery_url, env, required
from config.logs import without_rows, without_secrets

BASE_DIR = Path(__file__).resolve().parent.parent
SITE_NAME = "Inspection Responses"

# What differs between machines
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY", "a long random text, different on every installation")
SITE_URL = required(
    "SITE_URL", "the address people type, such as https://responses.example"
).rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
REDIS_URL = required("REDIS_URL", "the address of Redis, such as redis://127.0.0.1:6379/0")
DATABASES = {
    "default": {
        **env.db_url_config(
            required(
                "DATABASE_URL", "the address of PostgreSQL, postgres://user:password@host/name"
            )
        ),
        "ENGINE": "config.postgresql",
        "CONN_MAX_AGE": 600,  # what PostgreSQL planned for a connection goes with it
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"]["OPTIONS"] = {
    # PostgreSQL keeps the plan of a statement of forces.prepared that it has seen this often, and
    # makes that plan once: docs/decisions/0033.
    "prepare_threshold": 3,
    "options": "-c plan_cache_mode=force_generic_plan",
    # A server that vanishes without a word is noticed within a minute: docs/decisions/0039.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    **DATABASES["default"].get("OPTIONS", {}),
}
# How often each query that was written once is written anew, and has to be the same: slow.
PREPARED_CHECKS = 50 if DEBUG else 0
# Cookies over plain http: for a machine that serves only itself, never for a public address.
INSECURE_COOKIES = env.bool("INSECURE_COOKIES", default=False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # whose address counts for rate limits
# Demonstration users share a published password: none is made or signs in unless this is on.
DEMO = env.bool("DEMO", default=False)

# Mail
vars().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:25"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Whom people write to about the service: the accessibility page names it.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default=DEFAULT_FROM_EMAIL)

# Applications: ours from high to low, as they may import one another
INSTALLED_APPS = [
    "reports",
    "responses",
    "recommendations",
    "forces",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "pgtrigger",
    "pghistory",
    "django_structlog",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "reports.middleware.public_pages_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "forces.log_lines.LoggedRequests",
    "forces.middleware.actor_middleware",
    "forces.middleware.private_pages_middleware",
    "forces.unsent.UnsentMiddleware",
    "recommendations.renumbering.RenumberedMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "forces.context_processors.site",
            ],
        },
    }
]
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_FAIL_SILENTLY = False

# Language and time
LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 will; goes with 5.2
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "forces.User"
AUTHENTICATION_BACKENDS = ["forces.adapter.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "forces.adapter.ClosedSignupAdapter"
ACCOUNT_FORMS = {
    "login": "forces.govuk.account.SignInForm",
    "reauthenticate": "forces.govuk.account.ReauthenticateForm",
    "change_password": "forces.govuk.account.ChangePasswordForm",
    "reset_password": "forces.govuk.account.ResetPasswordForm",
    "reset_password_from_key": "forces.govuk.account.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE_URL.partition(":")[0]

# Sessions, cache, static files
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 60 * 60
CACHES = {
    "default": {
        "BACKEND": "config.cache.Cache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "responses",
    }
}
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".local" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # the progress page of a report with 100 recommendations
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Security
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_COOKIES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = not INSECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$"]
SECURE_HSTS_SECONDS = 0 if INSECURE_COOKIES else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_COOKIES
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
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
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip

# Jobs. docs/operating.md says what the values below protect against.
CELERY_BROKER_URL = celery_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 5 * 60
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 15 * 60,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A page does not wait long for a broker that is away: what it queues is in the database too.
    "max_retries": 2,
    "interval_start": 0.1,
    "interval_step": 0.2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_DB_REUSE_MAX = 100
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / ".local" / "celerybeat-schedule")
REMINDERS_FROM_HOUR = 7  # in London; nothing goes out before
CELERY_BEAT_SCHEDULE = {
    "send-reminders": {
        "task": "responses.tasks.send_reminders",
        "schedule": crontab(hour=str(REMINDERS_FROM_HOUR), minute="0"),
    },
    # On Mondays, before the morning round, which tells of what it finds.
    "look-at-saved-views": {
        "task": "reports.tasks.look_at_saved_views",
        "schedule": crontab(day_of_week="mon", hour=str(REMINDERS_FROM_HOUR - 2), minute="0"),
    },
    "retry-reminders": {
        "task": "responses.tasks.retry_reminders",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 9 * 60},  # sweeps do not pile up while no worker runs
    },
    "send-comments-mails": {
        "task": "responses.tasks.send_comments_mails",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 9 * 60},
    },
    "send-copies": {
        "task": "responses.tasks.send_copies",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 9 * 60},
    },
    "retry-letters": {
        "task": "responses.tasks.retry_letters",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 4 * 60},
    },
}
# Days from a response's last day at which people are reminded: minus is before.
REMINDER_DAYS = env.list("REMINDER_DAYS", cast=int, default=[-28, -14, -7, -3, -1, 0, 1])

# History and logs. No request body and no task argument but ids is ever logged.
DJANGO_STRUCTLOG_CELERY_ENABLED = True
# The line at the end of a request says all that the one at its beginning does: forces.log_lines.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # it believes whoever asks: forces.log_lines says whose
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
_log_steps: list[Any] = [
    structlog.contextvars.merge_contextvars,
    without_secrets,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.ExceptionRenderer(without_rows),
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_log_steps,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer()
            if env.str("LOG_FORMAT", default="json") == "json"
            else structlog.processors.LogfmtRenderer(bool_as_flag=False),
            "foreign_pre_chain": _log_steps,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "celery.pool": {"level": "INFO"},  # below that, it quotes what tasks are given
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},  # its warnings quote characters of a letter
    },
}
