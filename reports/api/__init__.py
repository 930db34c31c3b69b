"""The register for programs: the same facts and words as its pages, as JSON."""

from reports.api.routes import api_urls

__all__ = ["api_urls"]
