"""Names nobody bears: what people type when a form insists."""

import re
import unicodedata

from leadgate.reference.keyboard import is_mash

# Real names are left alone even where they amuse: there are people called Jon Tester and Harry Potter.
_FILLERS = frozenset(
    """
    abc abcd abcde anonymous anon asd asdas blah blabla bot contact customer dummy example fake foo bar foobar
    guest inconnu keine lead me myself n/a name no nobody noname none nope null person placeholder qwe sample
    somebody someone test teste tester testing tests tester testlead testname testperson testuser undefined unknown
    unbekannt user visitor xx xyz zzz
    """.split()
)
_TEMPLATES = frozenset(
    """
    firstname lastname surname fname lname vorname nachname prenom nomdefamille apellido apellidos firstnamelastname
    givenname familyname yourname fullname
    """.split()
)
_CHARACTERS = frozenset(
    """
    mickeymouse minniemouse donaldduck daffyduck bugsbunny homersimpson bartsimpson darthvader santaclaus johndoe
    janedoe maxmustermann erikamustermann fulanodetal johnqpublic joebloggs spongebobsquarepants
    supermario chucknorris lukeskywalker
    """.split()
)


def is_placeholder_name(first: str | None, last: str | None) -> bool:
    """Whether a name was made up to pass a form: `asdf`, `Test Test`, `Mickey Mouse`, `x y`, `123`, a URL.

    Careful with people: short names, names in any script, initials before a surname and emoji are names.
    False too where no name was given: that is unknown.
    """
    given = [part.strip() for part in (first, last) if part and part.strip()]
    words = [_fold(word) for part in given for word in part.split()]
    if not words:
        return False
    joined = "".join(words)
    if joined in _CHARACTERS or any(_fold(part.replace(" ", "")) in _TEMPLATES for part in given):
        return True
    if re.search(r"https?://|www\.", joined) or words[0] in ("test", "testing"):
        return True
    if any(_is_garbage(word) for word in words):
        return True
    return all(_is_filler(word) for word in words)


def _is_garbage(word: str) -> bool:
    """Enough by itself, whatever stands beside it."""
    return word in _TEMPLATES or (len(word) > 3 and word.isalpha() and is_mash(word))


def _is_filler(word: str) -> bool:
    """Nothing by itself: a stand-in, one Latin letter, one letter thrice, digits or punctuation."""
    letters = re.sub(r"[\d\W_]", "", word)
    if word in _FILLERS or letters in _FILLERS:
        return True
    if not letters:
        return all(char.isdigit() or unicodedata.category(char).startswith("P") for char in word)
    return re.fullmatch(r"[a-z]|([a-z])\1{2,}", letters) is not None


def _fold(word: str) -> str:
    text = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in text if not unicodedata.combining(char))
