"""The mouth: sends, edits and toasts through the Bot API. Every failure is a Verdict, never an exception."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import Bot, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter

from bot.telegram.fit import shorten
from bot.telegram.render import CAPTION_LIMIT, TEXT_LIMIT, Unrenderable, render
from bot.telegram.verdict import not_modified, verdict, why
from core.message import Features, MadePaper, Outgoing, Rejected, Sent, Verdict
from core.sent_file import FileKind, SentFile

log = logging.getLogger(__name__)

TOAST_LIMIT = 200
_BRIEFLY = 5  # seconds; what is best effort must not hold up what is owed
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """core.message.Channel on Telegram."""

    def __init__(self, bot: Bot) -> None:
        self.name = "telegram"
        self.features = Features(buttons=True, edits=True, text_limit=TEXT_LIMIT)
        self._bot = bot

    def __repr__(self) -> str:
        return f"TelegramChannel(bot {self._bot.token.partition(':')[0]})"

    async def send(self, chat_id: str, message: Outgoing) -> Verdict:
        """What was meant for a topic that is no more goes to the group itself."""
        try:
            return await self._send(chat_id, message)
        except BadRequest as error:
            if message.thread is None or "thread not found" not in error.message.lower():
                return verdict(error)
            return await self.send(chat_id, replace(message, thread=None))
        except Unrenderable as error:
            return Rejected(str(error))
        except Exception as error:
            return verdict(error)

    async def edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict:
        """An edit that changes nothing is Sent. One of a message that is not there is Rejected."""
        try:
            return await self._edit(chat_id, message_id, message)
        except Unrenderable as error:
            return Rejected(str(error))
        except Exception as error:
            return Sent(message_id) if not_modified(error) else verdict(error)

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        words = shorten(text, TOAST_LIMIT)
        try:
            await self._bot.answer_callback_query(press_id, words, show_alert=alert, read_timeout=_BRIEFLY)
        except Exception as error:  # a late answer is an everyday 400
            log.info("a press was not answered: %s", why(error))

    async def reachable(self) -> bool:
        try:
            await self._bot.get_me(read_timeout=_BRIEFLY)
        except RetryAfter:
            return True
        except Exception as error:
            log.debug("Telegram cannot be reached: %s", why(error))
            return False
        return True

    async def _send(self, chat_id: str, message: Outgoing) -> Verdict:
        match message.file:
            case SentFile(channel=self.name, kind=kind, file_id=file_id):
                return await self._send_file(chat_id, message, kind, file_id)
            case MadePaper(name=name, content=content, kind=kind):
                return await self._send_file(chat_id, message, kind, InputFile(content, filename=name))
        return await self._send_words(chat_id, message)

    async def _send_words(self, chat_id: str, message: Outgoing) -> Verdict:
        rendered = render(message)
        sent = await self._bot.send_message(
            chat_id,
            rendered.html,
            message_thread_id=_topic(message),
            parse_mode=ParseMode.HTML,
            reply_markup=rendered.keyboard,
            link_preview_options=_NO_PREVIEW,
            disable_notification=message.silent,
        )
        return Sent(str(sent.message_id))

    async def _send_file(self, chat_id: str, message: Outgoing, kind: FileKind, file: str | InputFile) -> Verdict:
        """What people sent goes by its id: it is never fetched, and keeps the kind under which it came."""
        rendered = render(message, CAPTION_LIMIT)
        senders: dict[FileKind, Callable[..., Awaitable[Message]]] = {
            FileKind.PHOTO: self._bot.send_photo,
            FileKind.DOCUMENT: self._bot.send_document,
            FileKind.VIDEO: self._bot.send_video,
            FileKind.AUDIO: self._bot.send_audio,
            FileKind.VOICE: self._bot.send_voice,
        }
        sent = await senders[kind](
            chat_id,
            file,
            message_thread_id=_topic(message),
            caption=rendered.html,
            parse_mode=ParseMode.HTML,
            reply_markup=rendered.keyboard,
            disable_notification=message.silent,
        )
        return Sent(str(sent.message_id))

    async def _edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict:
        if not message_id.isdecimal():
            return Rejected("the id of a message is a number")
        rendered = render(message)
        await self._bot.edit_message_text(
            rendered.html,
            chat_id,
            int(message_id),
            parse_mode=ParseMode.HTML,
            reply_markup=rendered.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        return Sent(message_id)


def _topic(message: Outgoing) -> int | None:
    return int(message.thread) if message.thread is not None and message.thread.isdecimal() else None
