"""The Telegram channel: the only place that knows python-telegram-bot. Nothing here decides what to say."""
