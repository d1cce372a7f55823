"""The workforce plan of a body: how many AMHPs are needed, and who will be there."""
