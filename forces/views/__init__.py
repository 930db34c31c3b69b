from forces.views.account import account
from forces.views.tokens import token_revoke, tokens
from forces.views.typed import typed, typed_remove

__all__ = ["account", "token_revoke", "tokens", "typed", "typed_remove"]
