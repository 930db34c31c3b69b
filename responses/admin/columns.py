"""Columns through which the lists reach a response, and find one."""

OF_RESPONSE = ["response__body", "response__inspection"]
OF_VERSION = ["version__response__body", "version__response__inspection"]
FIND_RESPONSE = ["response__body__name", "response__inspection__title"]
FIND_VERSION = ["version__response__body__name", "version__response__inspection__title"]
