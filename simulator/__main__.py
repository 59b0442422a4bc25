"""`python -m simulator --port 8081 --state FILE --token T`: the simulator by itself."""

import argparse
import asyncio
import signal
from pathlib import Path

from simulator import Simulator


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0: any free one")
    parser.add_argument("--state", type=Path, help="SQLite file; without it all is in memory")
    parser.add_argument("--token", default="1000001:demo", help="the token that the bot must use")
    parser.add_argument("--username", default="nhacviec_bot")
    parser.add_argument("--no-strict-rates", action="store_true", help="take messages at any speed")
    return parser.parse_args()


async def run(chosen: argparse.Namespace) -> None:
    simulator = Simulator(
        state=chosen.state,
        token=chosen.token,
        strict_rates=not chosen.no_strict_rates,
        username=chosen.username,
    )
    leave = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, leave.set)
    async with simulator.serve(port=chosen.port) as url:
        print(f"simulator: {url}", flush=True)
        await leave.wait()
    simulator.close()


if __name__ == "__main__":
    asyncio.run(run(options()))
