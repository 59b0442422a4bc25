"""Who we are on Telegram, and how people call us: `/viec@OurBot`, `@OurBot`."""

import re
from dataclasses import dataclass

_COMMAND = re.compile(r"(/[A-Za-z0-9_]+)(?:@(\w+))?")


@dataclass(frozen=True)
class Identity:
    bot_id: int
    username: str

    def hear(self, text: str) -> tuple[str, bool | None]:
        """The text without our name, and whether it calls us: True, False (another bot) or None (it does not tell)."""
        command = _COMMAND.match(text)
        if command and command[2]:
            ours = command[2].casefold() == self.username.casefold()
            return (command[1] + text[command.end() :], True) if ours else (text, False)
        left, mentions = self._without_mentions(text)
        return left, True if command or mentions else None

    def _without_mentions(self, text: str) -> tuple[str, int]:
        if not self.username:
            return text, 0
        mention = rf"[ \t]*(?<![\w@/])@{re.escape(self.username)}(?!\w)[,:]?"
        left, mentions = re.subn(mention, "", text, flags=re.IGNORECASE)
        return (left.strip() if mentions else text), mentions
