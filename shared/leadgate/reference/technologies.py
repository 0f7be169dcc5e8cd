"""Names of products and vendors, so that `SAP S/4HANA`, `sap-s4hana` and `SAP S4 Hana` are one technology."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from leadgate.reference.tables import read_table

# Shorter names (`js`, `s3`) count only alone: what follows them changes their meaning.
_TELLING = 4


@lru_cache(maxsize=16_384)
def technology_key(name: str | None) -> str | None:
    """One spelling for one product: `MS Dynamics 365` → `microsoft dynamics 365`. None where no name is left.

    What follows a known name stays behind it (`Tableau Online` → `salesforce tableau online`). Products not in the
    table are only folded: case, accents, punctuation, `.com` and versions (`v12.1`) go.
    """
    words = _fold(name or "")
    for size in range(len(words), 0, -1):
        spelt = "".join(words[:size])
        known = _canonical().get(spelt)
        if known and (size == len(words) or len(spelt) >= _TELLING):
            return " ".join((known, *words[size:]))
    return " ".join(words) or None


def uses_technology(technology: str | None, wanted: str | None) -> bool:
    """Whether a product is the wanted one, or of the wanted vendor: `SAP ECC` is `SAP`, `SAP` need not be `SAP ECC`."""
    have, asked = technology_key(technology), technology_key(wanted)
    if not have or not asked:
        return False
    spelt, words = asked.replace(" ", ""), have.split()
    return any("".join(words[:size]) == spelt for size in range(1, len(words) + 1))


def technologies_found(technologies: Iterable[str], wanted: Iterable[str]) -> frozenset[str] | None:
    """Those of the wanted technologies that are among the known ones, as they were asked for.

    None where nothing is known of the technologies, or nothing is wanted: unknown is not zero.
    """
    known = [name for name in technologies if technology_key(name)]
    asked = [name for name in wanted if technology_key(name)]
    if not known or not asked:
        return None
    return frozenset(name for name in asked if any(uses_technology(have, name) for have in known))


def _fold(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"(?<=\w)\.(?:com|io|ai)\b|\bv?\d+(?:\.\d+)+\b|\bv\d+\b|[®™©]|\(tm\)|\(r\)", " ", plain)
    plain = plain.replace("c++", "cpp").replace("c#", "csharp").replace("f#", "fsharp").replace(".net", "dotnet")
    words = re.findall(r"\w+", plain.replace("_", " "))
    return tuple("microsoft" if word == "ms" else word for word in words if word not in ("and", "inc"))


@cache
def _canonical() -> Mapping[str, str]:
    """Canonical names by every name, without blanks."""
    rows = read_table("technologies").items()
    pairs = ((alias, name) for name, aliases in rows for alias in (name, *aliases.split(",")))
    return MappingProxyType({re.sub(r"\s", "", alias): name for alias, name in pairs})
