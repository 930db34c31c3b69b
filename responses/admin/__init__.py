from responses.admin import bundles, mails, publishing, writing

__all__ = ["bundles", "mails", "publishing", "writing"]
