"""Figures: a table of numbers, which a chart draws and a CSV file holds."""

import csv
import io
from dataclasses import dataclass

from desk.words.spreadsheet import as_text


@dataclass(frozen=True)
class Figures:
    """A table of numbers: each row has a label and a number for each column.

    `name` is a key of wording/desk/insight.yml.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(number for _, numbers in self.rows for number in numbers)

    def most(self, columns: int, rest: str) -> "Figures":
        """The largest columns, and the others summed in one called `rest`."""
        if len(self.columns) <= columns:
            return self
        sums = [
            sum(numbers[place] for _, numbers in self.rows)
            for place in range(len(self.columns))
        ]
        ranked = sorted(range(len(self.columns)), key=lambda place: -sums[place])
        kept, others = sorted(ranked[: columns - 1]), ranked[columns - 1 :]
        return Figures(
            self.name,
            (*(self.columns[place] for place in kept), rest),
            tuple(
                (
                    label,
                    (
                        *(numbers[place] for place in kept),
                        sum(numbers[place] for place in others),
                    ),
                )
                for label, numbers in self.rows
            ),
        )

    def csv(self, label: str) -> str:
        """A CSV file (RFC 4180); spreadsheets know UTF-8 by its byte order mark."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([as_text(name) for name in (label, *self.columns)])
        for name, numbers in self.rows:
            writer.writerow([as_text(name), *numbers])
        return "\ufeff" + out.getvalue()
