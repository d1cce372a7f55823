"""The room of the national return: filled from the records, through a submission's states, to the desk."""
