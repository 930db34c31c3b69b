"""Rows in bulk, as many as a service has after years: to measure with, and never in a real one."""

from responses.load.making import PREFIX, make

__all__ = ["PREFIX", "make"]
