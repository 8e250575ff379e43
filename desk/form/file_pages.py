"""The pages for evidence, in the form's layout and style."""

from collections.abc import Sequence
from typing import Any

from desk.files import limits
from desk.files.evidence import Holding
from desk.files.intake import Taken
from desk.files.links import Shut
from desk.form.shapes import shapes
from firm import Firm
from languages import DEFAULT, wording


def size_in_words(size: int) -> str:
    """A size in bytes in words, such as "3 kB" or "1.4 MB"."""
    if size < limits.MEBIBYTE:
        return f"{-(-size // 1024)} kB"
    return f"{size / limits.MEBIBYTE:.1f}".removesuffix(".0") + " MB"


class FilePages:
    """Writes the pages for evidence of one firm, as HTML."""

    def __init__(self, firm: Firm, language: str = DEFAULT) -> None:
        self._firm = firm
        words = wording("desk/files.yml", language)
        self._refused: dict[str, str] = words["refused"]
        self._problems: dict[str, str] = words["problems"]
        self._shut: dict[str, str] = words["shut"]
        self._limits = {
            "largest_file": size_in_words(limits.LARGEST_FILE),
            "largest_sum": size_in_words(limits.LARGEST_SUM),
            "most_files": str(limits.MOST_FILES),
        }
        self._templates = shapes(language)
        self._templates.filters["size"] = size_in_words

    def upload(
        self,
        holding: Holding,
        taken: Sequence[Taken] = (),
        problem: str | None = None,
    ) -> str:
        """The page to add files, with the number held and the fate of new ones."""
        return self._write(
            "upload",
            holding=holding,
            taken=taken,
            sentence=self._sentence,
            limits=self._limits,
            problem=problem,
        )

    def done(self, holding: Holding) -> str:
        """The page of a link that its client has closed."""
        return self._write("done", holding=holding)

    def shut(self, why: Shut) -> str:
        """The page that says why a link takes nothing."""
        return self._write("shut", problem=self._shut[why])

    def stopped(self, reason: str, **values: str) -> str:
        """The page that ends the sitting, for one of the wording's problems."""
        return self._write("shut", problem=self.problem(reason, **values))

    def problem(self, reason: str, **values: str) -> str:
        """The sentence for a problem with the whole page."""
        return self._problems[reason].format_map(values)

    def _sentence(self, file: Taken) -> str:
        assert file.reason is not None
        return self._refused[file.reason].format_map(
            {**self._limits, "name": file.name}
        )

    def _write(self, name: str, **said: Any) -> str:
        # The form's style sheet, from one level further down.
        said = {"problem": None, "removed": None, **said, "root": "../"}
        template = self._templates.get_template(f"{name}.html")
        return template.render(firm=self._firm, **said)
