"""Every router of the console."""

from desk.console import (
    account,
    audit,
    data_requests,
    deliveries,
    exports,
    insight,
    mails,
    nowhere,
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
    audit.router,
    mails.router,
    data_requests.router,
    deliveries.router,
    insight.router,
    queue.router,
    # Before the case page, which would take the name of the schema for a number.
    exports.router,
    case.router,
    # Last, for it takes whatever is left.
    nowhere.router,
)
