"""The Starlette application: both sides and the page, behind the guard."""

from starlette.applications import Starlette
from starlette.middleware import Middleware

from simulator.people.hands import Hands
from simulator.web.bot_doors import BotDoors
from simulator.web.guard import Guard
from simulator.web.page import page_routes
from simulator.web.people_doors import PeopleDoors


def make_app(hands: Hands) -> Starlette:
    doors = [*BotDoors(hands.world).routes(), *PeopleDoors(hands).routes(), *page_routes()]
    return Starlette(routes=doors, middleware=[Middleware(Guard)])
