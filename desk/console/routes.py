"""Every router of the console."""

from desk.console import (
    account,
    audit_page,
    data_requests,
    insight,
    mails,
    sign_in,
    staff,
    static_files,
)
from desk.console.case import routes as case
from desk.console.queue import routes as queue

ROUTERS = (
    static_files.router,
    sign_in.router,
    account.router,
    staff.router,
    audit_page.router,
    mails.router,
    data_requests.router,
    insight.router,
    queue.router,
    case.router,
)
