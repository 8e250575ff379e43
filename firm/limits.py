"""The last day that the law gives for a decision."""

from calendar import monthrange
from datetime import date, timedelta

from firm.model import Limit


def limit_day(received: date, limit: Limit) -> date:
    """The last day, for a complaint that came in on this day of the firm's zone.

    A period of weeks or months ends on the day that has the same name or number as the day
    of receipt, or on the last of a month that has no such day (Regulation (EEC, Euratom)
    No 1182/71, Article 3(2)(c)). That a period which ends on a holiday may run on to the next
    working day (Article 3(4)) is not used: the earlier day is right under every law.
    """
    if limit.months is not None:
        return _months_after(received, limit.months)
    if limit.weeks is not None:
        return received + timedelta(weeks=limit.weeks)
    return received + timedelta(days=limit.days or 0)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
