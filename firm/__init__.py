"""The firm that the desk serves: everything about it comes from one file, `firm.yml`.

The bot, the action server and the desk all use it, so it needs only msgspec, PyYAML and
holidays beside the standard library.
"""

from firm.business_days import (
    add_business_days,
    business_day_after,
    business_days_between,
    is_business_day,
    local_day,
)
from firm.limits import limit_day
from firm.loading import FirmError, load_firm, path_from
from firm.model import (
    AccountId,
    Calendar,
    Category,
    Contact,
    Deadlines,
    Firm,
    Limit,
    Mail,
    NextSteps,
    Notice,
    SupportChannel,
)
from firm.topics import check_topics, topics_in

__all__ = [
    "AccountId",
    "Calendar",
    "Category",
    "Contact",
    "Deadlines",
    "Firm",
    "FirmError",
    "Limit",
    "Mail",
    "NextSteps",
    "Notice",
    "SupportChannel",
    "add_business_days",
    "business_day_after",
    "business_days_between",
    "check_topics",
    "is_business_day",
    "limit_day",
    "load_firm",
    "local_day",
    "path_from",
    "topics_in",
]
