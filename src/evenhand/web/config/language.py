"""In which language a site speaks: one for all of it."""

from django.utils.translation import gettext_lazy as _

# Those in which a site can be. Without a catalogue of words it speaks English.
LANGUAGES = (("en-gb", _("English")), ("cy", _("Welsh")))


def language(told: str) -> str:
    """The language of the site, English where none is told. Raises ValueError for any other."""
    known = [code for code, _name in LANGUAGES]
    if told and told not in known:
        raise ValueError(f"EVENHAND_LANGUAGE has to be one of {', '.join(known)}. It is {told}.")
    return told or known[0]
