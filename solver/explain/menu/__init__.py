"""Relaxations: what could be changed so that a conflict goes away or a shortage shrinks, by price, each solved again."""

from solver.domain.relaxation import Code, Prices
from solver.explain.menu.documents import Change, Menu, Option
from solver.explain.menu.relax import relax

__all__ = ["Change", "Code", "Menu", "Option", "Prices", "relax"]
