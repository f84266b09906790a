"""Forms: the phrases of a row that fit a kind of surface.

in_form(row of dates, Form.BARE)      "on {v}" becomes "{v}": "leaving on Friday", but "leaving tomorrow"
in_form(row of dates, Form.ALONE)     only those with "on {v}" or with nothing before it: "leaving in two weeks"
in_form(row of guests, Form.COUNTING) only those with "{v} {many}": "for a couple of guests"
in_form(row of ends, Form.STAY)       the row's own phrases for a length: "staying three nights"
"""

from collections.abc import Callable
from dataclasses import replace

from ..common.trace import Form
from .phrasebook import SlotRow, Template, has_field

Fit = Callable[[Template], Template | None]
_ON = ("on ", "On ")


def in_form(row: SlotRow, form: Form) -> SlotRow | None:
    """The row with the phrases that fit surfaces of that form; None where some part of it has no phrase that does."""
    if form is Form.PLAIN:
        return row
    if form is Form.STAY:
        return None if row.stay is None else replace(row.stay, kinds=row.kinds, ask=row.ask, noun=row.noun)
    fit = _FITS[form]
    inline, say, answer = _fitting(row.inline, fit), _fitting(row.say, fit), _fitting(row.answer, fit)
    if not say or (row.inline and not inline) or (row.answer and not answer):
        return None
    return replace(row, inline=inline, say=say, answer=answer)


def _fitting(templates: tuple[Template, ...], fit: Fit) -> tuple[Template, ...]:
    return tuple(fitted for template in templates if (fitted := fit(template)) is not None)


def _bare(template: Template) -> Template | None:
    """ "on {v}" without the "on"."""
    parts = list(template)
    for at in range(1, len(parts), 2):
        if parts[at] == "v" and parts[at - 1].endswith(_ON):
            parts[at - 1] = parts[at - 1][: -len("on ")]
    return tuple(parts)


def _alone(template: Template) -> Template | None:
    if not has_field(template, "v"):
        return None
    before = template[template.index("v", 1) - 1]
    return _bare(template) if not before or before.endswith(_ON) else None


def _counting(template: Template) -> Template | None:
    at = template.index("v", 1) if has_field(template, "v") else -1
    return template if at > 0 and template[at + 1 : at + 3] == (" ", "many") else None


_FITS: dict[Form, Fit] = {Form.BARE: _bare, Form.ALONE: _alone, Form.COUNTING: _counting}
