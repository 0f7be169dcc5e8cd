"""Which of the four languages a message is in, by its small words."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 80

_SMALL_WORDS: Final = {
    "en": "the and is are to we you i'm im my our your of for with what how do does can have has it this that not need"
    " want would like looking please thanks hello hi hey yes just who when where any there but be if or from at by"
    " pricing price demo free trial help get no",
    "de": "der die das und ist sind wir ihr sie ich mein unser ihre euer von fur mit was wie kann konnen haben hat es"
    " nicht kein keine brauchen mochte mochten wollen bitte danke hallo guten ja nein wer wann wo aber oder auf bei ein"
    " eine einen uns euch gibt zu zum zur im den dem preise kostet losung noch auch geht kostenlos angebot",
    "fr": "le la les et est sont nous vous je mon notre votre de des du pour avec que quoi comment peut pouvez avons"
    " avez ai il ce cette pas besoin voudrais souhaite svp merci bonjour salut oui non qui quand ou mais un une sur"
    " chez au aux on en y a dans combien prix cherchons cherche c'est quel quelle tarif devis essai",
    "es": "el la los las y es son nosotros usted ustedes yo mi nuestro su de del para con que como puede pueden tenemos"
    " tienen tiene he hay esto este no necesitamos necesito quiero queremos favor gracias hola buenos si quien cuando"
    " donde pero un una en al por cuanto cuesta precio buscamos estamos sobre cual somos soy se lo me",
}
_LETTERS: Final = {"de": "ßäöü", "fr": "çèêàùœâîû", "es": "ñ¿¡áíóú"}
_LANGUAGES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    word: tuple(language for language in LANGUAGES if word in _SMALL_WORDS[language].split())
    for words in _SMALL_WORDS.values()
    for word in words.split()
}


def language_of(original: str, folded: str, otherwise: str = "en") -> str:
    """otherwise: where nothing tells, the language spoken so far."""
    beginning = original[:400].lower()
    count = Counter({name: 4 * any(letter in beginning for letter in letters) for name, letters in _LETTERS.items()})
    for number, found in enumerate(_WORD.finditer(folded)):
        if number == _MOST_WORDS:
            break
        languages = _LANGUAGES_OF.get(found.group(), ())
        for language in languages:
            count[language] += 6 // len(languages)
    best = max(count.values())
    leading = [language for language in LANGUAGES if count[language] == best]
    return otherwise if otherwise in leading else leading[0]
