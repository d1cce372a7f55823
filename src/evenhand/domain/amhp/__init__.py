"""The work of approved mental health professionals: what the law counts, and what was recorded.

It records, clocks, counts and warns. Nothing here recommends that a person be detained, and nothing
scores a person.
"""
