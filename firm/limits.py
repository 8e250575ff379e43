"""The last day that the law gives for a decision."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from firm.model import Limit


def limit_day(received: date, limit: Limit) -> date:
    """The last day for a complaint that came in on this day of the firm's zone.

    A period of weeks or months ends on the day that has the same name or number as the day
    of receipt, or on the last of a month that has no such day (Regulation (EEC, Euratom)
    No 1182/71, Article 3(2)(c)). Article 3(4), by which a period that ends on a holiday
    may run on to the next working day, is not used: the earlier day is right under
    every law.
    """
    if limit.months is not None:
        return received + relativedelta(months=limit.months)
    if limit.weeks is not None:
        return received + timedelta(weeks=limit.weeks)
    return received + timedelta(days=limit.days or 0)
