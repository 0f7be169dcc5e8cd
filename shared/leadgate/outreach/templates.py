"""The admin's templates in a folder, read anew at each use: they are few and small."""

from pathlib import Path

from leadgate.errors import PermanentError
from leadgate.ports.outreach import FoundTemplate


class FolderTemplates:
    """`ports.outreach.TemplateSource`."""

    def read(self, place: str, name: str) -> FoundTemplate | None:
        path = Path(place) / name
        try:
            return FoundTemplate(str(path), path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise PermanentError(f"{path} cannot be read: {type(error).__name__}") from error
