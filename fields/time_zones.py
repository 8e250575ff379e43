"""Time zones by the names that people write after a time."""

from typing import Final

# Minutes east of UTC.
ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "jst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip
