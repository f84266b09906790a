"""Every error that synthetic_datagen raises on purpose, the tree first.

    SyntheticDatagenError        exit 1, one line on stderr
    ├── InputError               a file or folder that the user named cannot be used
    ├── ConfigError              an unknown key or an impossible value in config/*.yaml
    ├── ArtifactError            artifacts missing, stale, hand-edited or of another version
    ├── OutputError              the output cannot be written, or exists already
    ├── SamplingError            fewer conversations can be made than were asked for
    └── NotAvailableError        a feature or backend that this installation does not have

A message says what is wrong, where, and what to do next, in one line:

    artifacts: registry.json does not match build_manifest.json (edited by hand?); run `synthetic-datagen build` again

Exit codes of the command line stand in :class:`ExitCode`; no other module names a number.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a shell or a CI job sees."""

    DONE = 0
    ERROR = 1
    QUALITY_FAILED = 2
    VIOLATIONS = 3
    USAGE = 64
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class SyntheticDatagenError(Exception):
    """Base of all errors that the user can mend; `str(error)` is the line that the user reads."""

    exit_code = ExitCode.ERROR

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(f"{where}: {what}" if where else what)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.remedy}" if self.remedy else line


class InputError(SyntheticDatagenError):
    """A file or folder given as input is missing, empty or not what it should be."""


class ConfigError(SyntheticDatagenError):
    """A configuration file has an unknown key or a value out of range."""


class ArtifactError(SyntheticDatagenError):
    """The artifacts folder cannot be used as it is."""


class OutputError(SyntheticDatagenError):
    """An output path cannot be written, or holds something that would be overwritten."""


class SamplingError(SyntheticDatagenError):
    """The registry and its links cannot yield what was asked for."""


class NotAvailableError(SyntheticDatagenError):
    """A feature that this version or this installation does not have."""
