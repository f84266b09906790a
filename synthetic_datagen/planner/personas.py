"""Who the users are, as far as their words show it.

PERSONAS[2]   Persona(id="busy_parent", tone=Tone.HURRIED)
"""

from ..common.plans import Persona, Tone

PERSONAS = (
    Persona("office_worker", Tone.PLAIN),
    Persona("engineer", Tone.TERSE),
    Persona("busy_parent", Tone.HURRIED),
    Persona("retired_teacher", Tone.POLITE),
    Persona("student", Tone.CHATTY),
    Persona("small_business_owner", Tone.PLAIN),
    Persona("assistant_to_a_director", Tone.POLITE),
    Persona("night_shift_nurse", Tone.TERSE),
    Persona("traveller", Tone.CHATTY),
    Persona("freelancer", Tone.HURRIED),
)
