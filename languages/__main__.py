"""Languages at the command line.

python -m languages               what each language says and lacks, file by file
python -m languages add de Deutsch   makes the folder of a language
"""

import argparse
import sys

from languages.coverage import coverage
from languages.files import DATA, known_languages
from languages.skeleton import NoLanguage, add_language

# At most so many keys that a file lacks are named; the file itself tells the rest.
_NAMED = 3


def main() -> int:
    """1 when a language cannot be made, or a spoken one lacks something."""
    parser = argparse.ArgumentParser(prog="python -m languages")
    commands = parser.add_subparsers(dest="command")
    adding = commands.add_parser("add", help="make the folder of a language")
    adding.add_argument("code", nargs="?", default="")
    adding.add_argument("name", nargs="?", default="")
    arguments = parser.parse_args()
    if arguments.command == "add":
        try:
            folder = add_language(arguments.code, arguments.name)
        except NoLanguage as error:
            print(error, file=sys.stderr)
            return 1
        print(
            f"Made {folder.relative_to(DATA.parent)}; docs/languages.md says what to do."
        )
        _print(arguments.code)
        return 0
    unfinished = [code for code in known_languages() if not _print(code)]
    return 1 if any(known_languages()[code]["spoken"] for code in unfinished) else 0


def _print(language: str) -> bool:
    """Prints what a language has and lacks; gives whether nothing is missing."""
    files = list(coverage(language))
    wanted, there = sum(one.wanted for one in files), sum(one.there for one in files)
    print(f"{language} ({known_languages()[language]['name']}): {there} of {wanted}")
    for one in files:
        lacks = ", ".join(one.lacking[:_NAMED])
        more = len(one.lacking) - _NAMED
        told = f"  lacks {lacks}" if lacks else ""
        told += f" and {more} more" if more > 0 else ""
        told += f"  beside: {', '.join(one.beside[:_NAMED])}" if one.beside else ""
        print(f"  {one.file.as_posix():<40} {one.there:>4} of {one.wanted:<4}{told}")
    return wanted == there


if __name__ == "__main__":
    raise SystemExit(main())
