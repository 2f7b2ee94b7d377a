"""What pairings are decided by, drawn at random: supporters' limits, what targets ask, entries, relations."""

from tests.solver.dice import Dice, Row

OWNERS = ("CITY", "CITY", "COUNTY", "PROVINCE", "NATIONAL")


def supporting(dice: Dice, specialties: tuple[str, ...]) -> Row:
    """Draw what a supporting hospital is and how many targets it can stand behind."""
    least = dice.pick([None, 0, 1])
    return {
        "kind": dice.pick(["GENERAL", "GENERAL", "TCM", "MCH"]),
        "owner_level": dice.pick(OWNERS),
        "place": dice.pick(["east", "east", "north"]),
        "strength": {code: dice.number(1, 5) for code in dice.some(specialties, 2)},
        "pairing_capacity": dice.pick([None, 1, 2, 3]),
        "min_targets": least,
        "max_targets": dice.pick([None, (least or 0) + dice.number(0, 1)]),
        "opening_price": dice.number(0, 3),
    }


def target(dice: Dice) -> Row:
    """Draw what a target asks of its supporters."""
    least = dice.pick([0, 1, 1, 2])
    most = dice.pick([None, least + dice.number(0, 1)])
    return {"min_supporters": least, "max_supporters": most, "workload": dice.number(0, 2)}


def pairings(dice: Dice, document: Row) -> list[Row]:
    """Draw entries; half of the supporters and targets have none."""
    sides = document["recipient_hospitals"] + document["departments"]
    targets = sorted({row["id"] for row in sides if row["pairing"] is not None})
    pairs = [(hospital["id"], target) for hospital in document["supporting_hospitals"] for target in targets]
    return [_entry(dice, *pair) for pair in pairs if dice.number(0, 1)]


def relations(dice: Dice) -> list[Row]:
    """Draw which places may help which; often none, so that all may."""
    return [{"from_place": place, "to_place": "west"} for place in dice.some(["east", "north"], 1)]


def _entry(dice: Dice, supporter: str, target: str) -> Row:
    return {
        "supporter": supporter,
        "target": target,
        "state": dice.pick(["EXISTING", "EXISTING", "FIXED", "FORBIDDEN", None]),
        "role": dice.pick([None, None, "LEAD", "COOPERATE"]),
        "agreement": dice.pick([None, None, "of 2024"]),
        "cost": dice.pick([None, 0, 7]),
        "workload": dice.pick([None, 0, 2]),
    }
