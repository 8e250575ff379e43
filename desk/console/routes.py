"""Every router of the console."""

from desk.console import account, sign_in, static_files

ROUTERS = (static_files.router, sign_in.router, account.router)
