"""When senior grades of a body will look like its workforce or its community."""
