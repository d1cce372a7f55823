"""Who is on, who may act, and who was on at any past hour."""
