"""The bot's side: the Bot API's methods, with its rules and its words."""
