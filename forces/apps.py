from django.apps import AppConfig


class ForcesConfig(AppConfig):
    name = "forces"
    verbose_name = "Forces, bodies and people"

    def ready(self) -> None:
        # Each registers what it holds.
        from forces import (  # noqa: F401
            checks,
            log_lines,
            moments,
            new_passwords,
            signing_in,
        )
