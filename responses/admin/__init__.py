from responses.admin import bundles, letterheads, mails, progress, publishing, writing

__all__ = ["bundles", "letterheads", "mails", "progress", "publishing", "writing"]
