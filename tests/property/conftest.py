"""How hypothesis tries its cases here."""

from hypothesis import settings

# A busy machine is no failure; speed is what `evenhand bench` measures.
settings.register_profile("evenhand", deadline=None)
settings.load_profile("evenhand")
