"""Phone numbers: the country they ring in, and whether they could ring at all."""

from dataclasses import dataclass
from functools import lru_cache

from leadgate.reference.places import read_country


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """number: E.164 (`+4930123456`); country: ISO code, None where the code is no country's (+800).

    is_valid: None where no number was given, or a national one whose country nobody knows.
    """

    number: str | None = None
    country: str | None = None
    is_valid: bool | None = None


@lru_cache(maxsize=16_384)
def read_phone(text: str | None, country: str | None = None) -> PhoneReading:
    """Read a number; `country`, in any form, is where it is dialled from if it is not international."""
    import phonenumbers

    if not text or not text.strip():
        return PhoneReading()
    home = read_country(country)
    written = text.strip().removeprefix("tel:")
    if written.startswith("00") and not home:  # how most of the world dials abroad
        written = f"+{written[2:]}"
    if home is None and not written.startswith(("+", "＋")):
        return PhoneReading()
    try:
        parsed = phonenumbers.parse(written, home)
    except phonenumbers.NumberParseException:
        return PhoneReading(is_valid=False)
    if not phonenumbers.is_valid_number(parsed):
        return PhoneReading(is_valid=False)
    region = phonenumbers.region_code_for_number(parsed)
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return PhoneReading(number, region if region and region.isalpha() else None, True)
