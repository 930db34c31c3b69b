from responses.admin import mails, publishing, writing

__all__ = ["mails", "publishing", "writing"]
