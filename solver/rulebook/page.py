"""The pages docs/rules.md and docs/rules.zh-CN.md: code, catalogue and prose put together. `pages` is what a test compares."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from solver.domain.document import Document
from solver.domain.policy import Rules
from solver.rulebook.altitude import altitude_page
from solver.rulebook.example import picture
from solver.rulebook.facts import REQUIRED, FieldFacts, GoalFacts, RuleFacts, field_facts, goal_facts, rule_facts
from solver.rulebook.prose import Asked, Example, GoalProse, Meaning, Prose, RuleProse, read
from solver.texts import Language, say

NAMES: dict[Language, str] = {"en": "rules.md", "zh": "rules.zh-CN.md"}


def pages(docs: Path) -> dict[str, str]:
    """Return the text of every page by file name, from the prose in `docs`/rulebook. Raises KeyError for a missing row."""
    prose = read(docs / "rulebook")
    written = {name: _Page(prose, language).text() for language, name in NAMES.items()}
    return written | {"altitude.md": altitude_page(prose)}


class _Page:
    """The rule book in one language."""

    def __init__(self, prose: Prose, language: Language) -> None:
        self._prose, self._language = prose, language
        self._used: set[str] = set()

    def text(self) -> str:
        parts = [self._prose.fronts[f"rules.{self._language}"].strip(), *self._summaries()]
        parts.append(f"## {self._say('rules')}")
        for rule in rule_facts():
            parts.extend(self._rule(rule, self._prose.rules[rule.stem]))
        parts.append(f"## {self._say('goals')}")
        for goal in goal_facts():
            parts.extend(self._goal(goal, self._prose.goals[goal.name]))
        parts.append(f"## {self._say('sources')}")
        parts.append(self._sources())
        return "\n\n".join(parts) + "\n"

    def _summaries(self) -> Iterator[str]:
        yield f"## {self._say('summary')}"
        rows = [
            (
                f"[`{rule.stem}`](#{rule.stem})",
                say(f"rules.{rule.stem}.label", self._language),
                self._modes(rule),
                say(f"rules.{rule.stem}.unit", self._language),
                "▲" if rule.protective else "",
            )
            for rule in rule_facts()
        ]
        yield _table([self._say(key) for key in ("stem", "label", "modes", "unit", "protective")], rows)
        goals = [
            (
                f"[`{goal.name}`](#{goal.name})",
                say(f"goals.{goal.name}.label", self._language),
                str(goal.level),
                str(goal.weight),
                say(f"goals.{goal.name}.unit", self._language),
            )
            for goal in goal_facts()
        ]
        yield _table([self._say(key) for key in ("goal", "label", "level", "weight", "unit")], goals)

    def _rule(self, rule: RuleFacts, prose: RuleProse) -> Iterator[str]:
        yield f"### {rule.stem}"
        mark = " ▲" if rule.protective else ""
        yield f"**{say(f'rules.{rule.stem}.label', self._language)}**{mark}" + self._not_planned(rule.planned)
        yield say(f"rules.{rule.stem}.sentence", self._language)
        yield _block(prose.formula.in_(self._language))
        yield self._facts_of(rule)
        yield self._say("why", text=prose.why.in_(self._language))
        yield self._say("asked", text=self._asked(prose.asked))
        if rows := list(self._numbers((*rule.parameters, *rule.prices), prose.reads)):
            yield _table([self._say(key) for key in ("field", "default", "meaning")], rows)
        for example in prose.examples:
            yield self._verdict(rule, example)
            yield _block(picture(example))

    def _facts_of(self, rule: RuleFacts) -> str:
        lines = [
            self._say("unit_of", unit=say(f"rules.{rule.stem}.unit", self._language)),
            self._say("modes_of", modes=self._modes(rule)),
        ]
        if rule.planned and rule.check:
            posted = ", ".join(_link(module) for module in rule.constraints)
            lines.append(self._say("posted_and_checked", posted=posted, check=_link(rule.check)))
        return "\n".join(f"- {line}" for line in lines)

    def _goal(self, goal: GoalFacts, prose: GoalProse) -> Iterator[str]:
        yield f"### {goal.name}"
        yield f"**{say(f'goals.{goal.name}.label', self._language)}**" + self._not_planned(goal.planned)
        yield say(f"goals.{goal.name}.sentence", self._language)
        yield _block(prose.formula.in_(self._language))
        lines = [
            self._say("unit_of", unit=say(f"goals.{goal.name}.unit", self._language)),
            self._say("level_and_weight", level=goal.level, weight=goal.weight),
        ]
        if goal.expression and goal.twin:
            lines.append(self._say("posted_and_recomputed", posted=_link(goal.expression), twin=_link(goal.twin)))
        yield "\n".join(f"- {line}" for line in lines)
        yield self._say("why", text=prose.why.in_(self._language))
        if rows := list(self._numbers(goal.parameters, prose.reads)):
            yield _table([self._say(key) for key in ("field", "default", "meaning")], rows)
        for example in prose.examples:
            yield f"**{example.units}** · {example.in_(self._language)}"
            yield _block(picture(example))

    def _not_planned(self, planned: bool) -> str:
        return "" if planned else f" · *{self._say('not_planned')}*"

    def _modes(self, rule: RuleFacts) -> str:
        words = [self._mode(rule, mode) for mode in rule.modes]
        return " · ".join([f"**{words[0]}**", *words[1:]])

    def _mode(self, rule: RuleFacts, mode: str) -> str:
        if mode != "priced":
            return mode
        if rule.counted_by:
            return f"priced ({self._say('counted_by', goal=f'[`{rule.counted_by}`](#{rule.counted_by})')})"
        return f"priced ({' / '.join(str(price.default) for price in rule.prices)})"

    def _numbers(self, own: Iterable[FieldFacts], reads: Iterable[Meaning]) -> Iterator[tuple[str, ...]]:
        """Yield a row for each field; the rule's own settings must all have one, prices need no words."""
        meanings = {meaning.field: meaning for meaning in reads}
        for facts in own:
            if facts.path.split(".")[-1] == "price" and facts.path not in meanings:
                yield _code(facts.path), shown(facts.default), self._say("price")
            else:
                yield self._number(facts, meanings.pop(facts.path))
        for path, meaning in meanings.items():
            yield self._number(field_facts(path), meaning)

    def _number(self, facts: FieldFacts, meaning: Meaning) -> tuple[str, ...]:
        words = meaning.zh if self._language == "zh" else meaning.en or facts.description
        if not words:
            raise KeyError(f"{facts.path} has no description, and the rule book no words for it")
        default = self._say("required") if facts.default is REQUIRED else shown(facts.default)
        return _code(facts.path), default, words

    def _asked(self, asked: Asked) -> str:
        said = [f"「{quote.text}」({self._cited(quote.source)})" for quote in asked.quotes]
        further = ", ".join(self._cited(source) for source in asked.sources)
        return " ".join([asked.in_(self._language), *said, *([f"({further})"] if further else [])])

    def _cited(self, source: str) -> str:
        if source not in self._prose.sources:
            raise KeyError(f"source {source} is not in sources.toml")
        self._used.add(source)
        return f"[{source}](#{self._say('sources_anchor')})"

    def _verdict(self, rule: RuleFacts, example: Example) -> str:
        text = example.in_(self._language)
        if not example.units:
            return self._say("kept", text=text)
        if Rules.model_validate(example.instance.get("rules", {})).mode(rule.stem) == "hard":
            return self._say("broken", text=text)
        return self._say("priced", units=example.units, unit=say(f"rules.{rule.stem}.unit", self._language), text=text)

    def _sources(self) -> str:
        lines = []
        for key, source in self._prose.sources.items():
            if key not in self._used:
                continue
            address = f" <https://{source.address}>" if source.address else ""
            lines.append(f"- `{key}`: {source.in_(self._language)}{address}")
        return "\n".join(lines)

    def _say(self, key: str, **values: object) -> str:
        return say(f"rulebook.page.{key}", self._language, **values)


def shown(value: object) -> str:
    """Return a default as the page shows it."""
    if value in (None, (), {}):
        return "–"
    if isinstance(value, Document):
        return _code(json.dumps(value.model_dump(mode="json", exclude_defaults=True)))
    if isinstance(value, dict):
        return "; ".join(f"{key} ← {', '.join(items)}" for key, items in value.items())
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table(head: list[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _block(text: str) -> str:
    return f"```text\n{text.strip(chr(10))}\n```"


def _code(text: str) -> str:
    return f"`{text}`"


def _link(module: str) -> str:
    path = module.replace(".", "/") + ".py"
    return f"[{path}](../{path})"
