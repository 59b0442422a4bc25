"""The one list of methods that the bot may call."""

from collections.abc import Callable
from typing import Any

from simulator.botapi import editing, looking, profile, receiving, sending
from simulator.botapi.errors import bad_request
from simulator.botapi.params import Params
from simulator.world import World

Method = Callable[[World, Params], Any]


def refuse_log_out(world: World, params: Params) -> Any:
    raise bad_request("logging out is not possible here")


# getUpdates is not here: it alone waits, see `gate`.
METHODS: dict[str, Method] = {
    "answerCallbackQuery": receiving.answer_callback_query,
    "deleteMessage": editing.delete_message,
    "deleteMyCommands": profile.delete_my_commands,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_chat_member,
    "getFile": looking.get_file,
    "getMe": profile.get_me,
    "getMyCommands": profile.get_my_commands,
    "getWebhookInfo": receiving.get_webhook_info,
    "logOut": refuse_log_out,
    "sendAudio": sending.send_audio,
    "sendChatAction": sending.send_chat_action,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendVideo": sending.send_video,
    "sendVoice": sending.send_voice,
    "setChatMenuButton": profile.set_chat_menu_button,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "setWebhook": receiving.set_webhook,
}
GET_UPDATES = "getUpdates"
# Names are taken in any case, as the real server does.
NAMES = {name.lower(): name for name in (*METHODS, GET_UPDATES)}
