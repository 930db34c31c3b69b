from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, for imports between JavaScript modules too."""

    support_js_module_import_aggregation = True
