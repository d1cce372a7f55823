"""The statutory register of AMHPs, those in training, and what the authority arranges for them."""
