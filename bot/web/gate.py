"""How often a calendar may be asked for: lightly, and without looking whether there is such a calendar."""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

_MOST_KNOWN = 1000


class Gate:
    """So many in a minute for one link, and so many for all together."""

    def __init__(self, *, one: int = 10, all_: int = 600) -> None:
        self._one = one
        self._all = AsyncLimiter(all_, 60)
        self._links: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def lets(self, link: str) -> bool:
        limiter = self._links.setdefault(link, AsyncLimiter(self._one, 60))
        self._links.move_to_end(link)
        if len(self._links) > _MOST_KNOWN:
            self._links.popitem(last=False)
        if not (limiter.has_capacity() and self._all.has_capacity()):
            return False
        await limiter.acquire()
        await self._all.acquire()
        return True
