"""What the world is made of, row by row: people, chats, messages, presses, files, commands."""
