from django.apps import AppConfig


class ForcesConfig(AppConfig):
    name = "forces"
    verbose_name = "Forces, bodies and people"

    def ready(self) -> None:
        from forces import checks, log_lines, moments, new_passwords  # noqa: F401  # registers them
