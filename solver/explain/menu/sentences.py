"""A menu in words: a sentence per option."""

from solver.domain.document import KindId
from solver.domain.relaxation import Code
from solver.explain.conflict.words import kind_name
from solver.explain.menu.documents import Change, Menu, Option
from solver.report.names import Names
from solver.texts import say


def heading(menu: Menu, names: Names) -> str:
    """Say what the menu is about."""
    return _say(f"title_{menu.about}", names)


def closing(menu: Menu, names: Names) -> tuple[str, ...]:
    """Say how much was tried, and that nothing is of use where that is so."""
    tried = _say("tried", names, tried=menu.tried, untried=menu.untried, seconds=f"{menu.seconds:.1f}")
    return (tried,) if menu.options or menu.about == "nothing" else (_say("none", names), tried)


def option_sentence(option: Option, names: Names) -> str:
    """Return an option as a sentence: its changes, its price, and what solving showed."""
    changes = _say("and_changes", names).join(change_sentence(change, names) for change in option.changes)
    remarks = [_say("price", names, price=f"{option.price:,}"), *_shown(option, names)]
    return _say("option", names, changes=changes, remarks=_say("and_remarks", names).join(remarks))


def examined(names: Names) -> str:
    """Return the heading of what is only to be examined."""
    return _say("to_be_examined", names)


def change_sentence(change: Change, names: Names) -> str:
    """Return a change as a sentence."""
    values: dict[str, object] = {
        "units": change.units,
        "before": change.before,
        "after": change.after,
        "about": _about(change, names),
    }
    if change.code is Code.RULE_PRICED:
        values["rule"] = names.rule(change.pointer.split("/")[3])
    if change.code is Code.CLEARANCE_RENEWED:
        values["metres"] = f"{change.after['max_altitude_m']:,}"
    if change.code is Code.BATCH_START_MORE:
        known = names.calendar.starts() if change.before is None else change.before
        values["start"] = names.list(
            names.month(names.calendar.day(period)) for period in change.after if period not in known
        )
    return _say(f"change.{change.code}", names, **values)


def _about(change: Change, names: Names) -> str:
    kinds = names.instance.kind_by_id
    return names.list(
        kind_name(KindId(some_id), names) if some_id in kinds else names.anything(some_id) for some_id in change.ids
    )


def _shown(option: Option, names: Names) -> list[str]:
    if option.shortage_after is not None:
        said = _say("shortage", names, before=option.shortage_before, after=option.shortage_after)
        return [said, _say("proven" if option.proven else "found", names)]
    if option.suffices is not None:
        return [_say("suffices" if option.suffices else "not_alone", names)]
    return [_say("resolves" if option.resolves else "unknown", names)]


def _say(key: str, names: Names, **values: object) -> str:
    return say(f"menu.{key}", names.language, **values)
