"""The tests are a package: some libraries install one of this name, which would be taken instead."""
