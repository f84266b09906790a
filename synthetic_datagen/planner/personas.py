"""Who the users are, as far as their words show it: `data/personas.yaml`, read once.

personas()[2]   Persona(id="busy_parent", tone=Tone.HURRIED, habits={Habit.TYPOS})
"""

from functools import lru_cache
from pathlib import Path

import yaml

from ..common.plans import Habit, Persona, Tone

_DATA = Path(__file__).parent / "data" / "personas.yaml"


@lru_cache(maxsize=1)
def personas() -> tuple[Persona, ...]:
    """All personas, in the order of the file. Raises ValueError for a tone or a habit that there is not."""
    raw = yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Persona(name, Tone(one["tone"]), frozenset(Habit(habit) for habit in one.get("habits", ())))
        for name, one in raw.items()
    )
