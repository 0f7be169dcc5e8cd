"""What of a mail is the sender's own: not our mail below it, not a signature, not a footer of the law."""

import re
from typing import Final

_ENDS: Final = re.compile(
    r"^[ \t>]*(?:-{2,} ?$|_{5,}|-{3,}|on .{4,80}wrote:|am .{4,80}schrieb|le .{4,80}a [ée]crit|el .{4,80}escribi[óo]"
    r"|em .{4,80}escreveu|il .{4,80}ha scritto|op .{4,80}schreef|from: |von: |de ?: |da: |van: |get outlook"
    r"|sent from my|von meinem .{2,20}gesendet|gesendet von|envoy[ée] de|enviado desde|enviado do|inviato da"
    r"|verzonden vanaf|this (?:e-?mail|message) (?:and any|is (?:confidential|intended)|may contain)|confidential)"
    r"|\bif you (?:have|are) (?:received this|not the intended)",
    re.IGNORECASE | re.MULTILINE,
)


def own_words(mail: str) -> str:
    """A mail up to where the sender's own words end; all of it where it begins with something else."""
    end = _ENDS.search(mail)
    return mail[: end.start()].rstrip() or mail if end else mail
