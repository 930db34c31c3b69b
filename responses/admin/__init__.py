from responses.admin import bundles, letterheads, mails, publishing, writing

__all__ = ["bundles", "letterheads", "mails", "publishing", "writing"]
