"""Set-up, start and checks of the project.

Everything here runs on the system's own python3, before the virtual environment exists: so it
imports the standard library only. Each module is a command: python3 -m scripts.NAME --help
"""
