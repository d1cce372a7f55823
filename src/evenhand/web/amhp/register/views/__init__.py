"""Pages of the register: each asks first which body, and whether the person may."""
