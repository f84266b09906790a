"""synthetic_datagen: grounded, replayable multi-turn tool-use conversations from tool schemas."""

__version__ = "0.1.0"
