"""How often a calendar may be asked for: lightly. Whoever guesses links uses up the turns of guessers alone."""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

_MOST_KNOWN = 1000


class Gate:
    """So many in a minute for one link, so many for all links that there are, and so many for all others together."""

    def __init__(self, *, one: int = 10, all_: int = 600) -> None:
        self._one = one
        self._all = {known: AsyncLimiter(all_, 60) for known in (True, False)}
        self._links: OrderedDict[tuple[bool, str], AsyncLimiter] = OrderedDict()

    async def lets(self, link: str, *, known: bool) -> bool:
        limiter = self._links.setdefault((known, link), AsyncLimiter(self._one, 60))
        self._links.move_to_end((known, link))
        if len(self._links) > _MOST_KNOWN:
            self._links.popitem(last=False)
        if not (limiter.has_capacity() and self._all[known].has_capacity()):
            return False
        await limiter.acquire()
        await self._all[known].acquire()
        return True
