"""The three doors. Whatever else is asked for is not here, and nothing tells who answers."""

from collections.abc import Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.calendars import Calendars
from bot.web.health import Health
from bot.web.metrics import Metrics
from core.health import Vitals
from db.session import Database
from usecases.policy import CurrentPolicy

Now = Callable[[], datetime]


def make_app(vitals: Vitals, database: Database, policy: CurrentPolicy, now: Now) -> Starlette:
    app = Starlette(
        routes=[
            Route("/healthz", Health(vitals).answer),
            Route("/metrics", Metrics(vitals, database, now).answer),
            Route("/calendar/{token}.ics", Calendars(database, policy, now).answer),
        ]
    )
    app.router.redirect_slashes = False
    return app
