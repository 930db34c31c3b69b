from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Hashed names, for imports between JavaScript modules too.

    The address of a file is worked out once by each process, as its manifest is read once: every
    page names several.
    """

    support_js_module_import_aggregation = True

    def url(self, name: str, force: bool = False) -> str:
        if settings.DEBUG or force:
            return str(super().url(name, force))
        known: dict[str, str] = self.__dict__.setdefault("_addresses", {})
        if name not in known:
            known[name] = str(super().url(name))
        return known[name]
