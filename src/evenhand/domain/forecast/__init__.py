"""The workforce plan: how many are needed, who follows, and when it will look like its community."""
