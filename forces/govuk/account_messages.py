"""What the account pages say when something is wrong, for the adapter of allauth."""

# In place of those of allauth's adapter with the same keys.
ERROR_MESSAGES = {
    "account_inactive": "This account is not in use",
    "email_password_mismatch": "The email address or the password is not right",
    "enter_current_password": "The current password is not right",
    "incorrect_password": "The password is not right",
    "invalid_login": "The email address or the password is not right",
    "invalid_password_reset": "The link does not work any more",
    "too_many_login_attempts": "There were too many attempts. Try again in a few minutes",
}
