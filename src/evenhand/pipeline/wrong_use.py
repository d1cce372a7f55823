"""What was asked for cannot be done, through no fault of the data."""


class WrongUse(ValueError):
    """The message is a sentence for the person who asked; the command ends with exit code 2."""
