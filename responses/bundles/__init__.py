"""All letters of an inspection as one ZIP: its index, and its bytes as they are sent."""

from responses.bundles.index import Index, index_of

__all__ = ["Index", "index_of"]
