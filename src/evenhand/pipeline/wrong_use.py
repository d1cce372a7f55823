"""Why something was not done: it was asked for wrongly, or it would not be safe."""


class WrongUse(ValueError):
    """The message is a sentence for the person who asked; the command ends with exit code 2."""


class NotSafe(Exception):
    """A report that would give people away is not written; the command ends with exit code 1."""
