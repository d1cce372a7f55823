"""The site, on Django. Each app is one activity; docs/explanation/site.md says what belongs where."""
