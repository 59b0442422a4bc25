"""A stand-in Telegram with people in it; the contract is docs/simulator.md."""

from simulator.simulator import Simulator

__all__ = ["Simulator"]
