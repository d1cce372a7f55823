"""The AMHP service: its register, its work, its rota, and a line of sight to the director.

It records, clocks, counts and warns; it never recommends that a person be detained.
"""
