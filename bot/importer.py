"""Joins what the assistant knows (domain.yml) with what it says (data/responses/)."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter

RESPONSES = Path("data") / "responses"


class RedressImporter(RasaFileImporter):
    """Rasa's file importer, with the responses kept in one file per flow.

    Rasa takes a single domain path; a file per flow beside the rules is easier to
    find one's way in. Paths are relative to the folder of the domain file.
    """

    def get_domain(self) -> Domain:
        """The domain of domain.yml merged with every file in data/responses/."""
        domain = super().get_domain()
        if not self._domain_path:
            return domain
        folder = Path(str(self._domain_path)).resolve().parent / RESPONSES
        for path in sorted(folder.glob("*.yml")):
            domain = domain.merge(Domain.from_file(str(path)))
        return domain
