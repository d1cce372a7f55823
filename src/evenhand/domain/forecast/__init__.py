"""How many people a service needs round the clock, and who will be there: the workforce plan."""
