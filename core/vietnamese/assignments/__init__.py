"""Assignments as the giving side writes them: who leads what until when, in any order of the clauses."""

from core.vietnamese.assignments.names import Names
from core.vietnamese.assignments.read import (
    Assignment,
    begins_like_assignment,
    opens_like_assignment,
    read_assignment,
)

__all__ = ["Assignment", "Names", "begins_like_assignment", "opens_like_assignment", "read_assignment"]
