"""The drawn staircase: steps and days in, a drawing with every coordinate out. No database and no clock live here.

The staircase is the time axis: each stair spans its months and rises by one; marks stand on the stairs where the days
lie; beneath run the team supervisions and the meetings with the leaders. It's drawn twice, wide and compact, and told
once as a list, which is its text equivalent.
"""

from __future__ import annotations

from courses.staircase.drawing import Drawing, SmallDrawing, draw, draw_small
from courses.staircase.parts import Lane, Mark, Shape, Stair, State

__all__ = ["Drawing", "Lane", "Mark", "Shape", "SmallDrawing", "Stair", "State", "draw", "draw_small"]
