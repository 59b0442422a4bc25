"""All that people can do, together."""

from simulator.people.bench import Bench
from simulator.people.groups import Groups
from simulator.people.persons import Persons
from simulator.people.talking import Talking


class Hands(Persons, Talking, Groups, Bench):
    """The people's side in Python: every verb has its door under `/people`."""
