"""The checks of the validator, one file a noun; `generator/validator.py` lists them in their order."""
