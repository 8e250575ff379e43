"""Mail domains that many people use, also found behind a slip of the finger."""

from typing import Final

from rapidfuzz.distance import OSA

from fields.text import word_set

# The providers' names and the endings that each is really found under.
_PROVIDERS: Final[dict[str, str]] = {
    "gmail": "com",
    "googlemail": "com co.uk de",
    "yahoo": "com ca co.uk fr de it es ie in co.in com.au com.br com.mx com.ar co.jp gr ro pl se dk no co.id com.sg com.ph com.hk com.tw com.vn co.za co.nz",
    "ymail": "com",
    "rocketmail": "com",
    "hotmail": "com co.uk fr de it es be nl se no dk ch gr co.jp com.br com.ar ca",
    "outlook": "com fr de it es ie pt be at dk cz gr jp in co.th com.br com.au cl sa kr com.tr com.vn co.id sg my ph hu sk",
    "live": "com co.uk fr de it ie nl be se no dk ca com.au com.mx com.pt at cl cn co.za com.ar com.my com.sg jp",
    "icloud": "com",
    "aol": "com co.uk de fr it es in",
    "protonmail": "com ch",
    "proton": "me",
    "tutanota": "com de",
    "fastmail": "com fm",
    "zoho": "com eu in",
    "yandex": "com ru ua by kz com.tr",
    "comcast": "net",
    "verizon": "net",
    "btinternet": "com",
    "virginmedia": "com",
    "bigpond": "com net.au",
    "optusnet": "com.au",
    "wanadoo": "fr es",
    "libero": "it",
    "seznam": "cz",
    "freenet": "de",
    "t-online": "de",
}
# Real mail domains that lie one slip away from a commoner one.
_REAL: Final = word_set(
    "mail email fmail tmail qmail gmx gmx1 inbox web free orange laposte att msn me mac "
    "cox mailbox posteo hey sky eircom naver daum qq live life like love olive lives "
    "alive rogers shaw telus bell zoo homail gaol zoom outlooks proto photon protons "
    "wahoo liber seznam libro"
)
# Endings that do not exist (no such top-level domain), and what was meant.
_NO_SUCH_ENDING: Final[dict[str, str]] = {
    "con": "com",
    "comm": "com",
    "cmo": "com",
    "ocm": "com",
    "vom": "com",
    "xom": "com",
    "cim": "com",
    "coom": "com",
    "c0m": "com",
    "comn": "com",
    "nte": "net",
    "ney": "net",
    "nett": "net",
    "ogr": "org",
    "orgg": "org",
}
# Shorter names have too many real neighbours to be doubted.
_SHORTEST_DOUBTED: Final = 5


def meant(domain: str) -> str | None:
    """The common domain that this lower-case one was probably meant to be, or None.

    "gmial.com", "gmail.con" and "gmail" give "gmail.com". A domain that is itself
    common, or unlike any common one, gives None.
    """
    name, dot, ending = domain.partition(".")
    if not dot:
        return _without_dot(name)
    if name in _PROVIDERS:
        return _with_ending(name, ending)
    provider = _near(name)
    if provider is not None:
        return _with_ending(provider, ending) or f"{provider}.{ending}"
    first, _, last = domain.rpartition(".")
    right = _NO_SUCH_ENDING.get(last)
    return f"{first}.{right}" if right else None


def _without_dot(name: str) -> str | None:
    for provider in _PROVIDERS:
        for ending in _endings(provider):
            if name == provider + ending.replace(".", ""):
                return f"{provider}.{ending}"
    meant_name = name if name in _PROVIDERS else _near(name)
    return f"{meant_name}.{_endings(meant_name)[0]}" if meant_name else None


def _endings(provider: str) -> list[str]:
    return _PROVIDERS[provider].split()


def _with_ending(provider: str, ending: str) -> str | None:
    """The provider under an ending it has, if it does not have `ending`; else None."""
    endings = _endings(provider)
    if ending in endings:
        return None
    for right in endings:
        if OSA.distance(ending, right, score_cutoff=1) <= 1:
            return f"{provider}.{right}"
    if ending in _NO_SUCH_ENDING or len(endings) == 1:
        return f"{provider}.{endings[0]}"
    return None


def _near(name: str) -> str | None:
    if len(name) < _SHORTEST_DOUBTED - 1 or name in _REAL:
        return None
    best: tuple[int, str] | None = None
    for provider in _PROVIDERS:
        if len(provider) < _SHORTEST_DOUBTED:
            continue
        allowed = 1 if len(provider) < 7 else 2
        distance = OSA.distance(name, provider, score_cutoff=allowed)
        if sorted(name) == sorted(provider) and name != provider:
            distance = 1  # "icould": the right letters in the wrong order
        if 0 < distance <= allowed and (best is None or distance < best[0]):
            best = (distance, provider)
    return best[1] if best else None
