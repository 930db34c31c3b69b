from forces.views.account import account
from forces.views.tokens import token_revoke, tokens

__all__ = ["account", "token_revoke", "tokens"]
