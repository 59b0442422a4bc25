"""What the messenger's app would not let a person do."""


class PeopleError(Exception):
    status = 400


class Refused(PeopleError):
    """This cannot be done now, or not like this."""


class NotThere(PeopleError):
    """No such person, chat, message, button or fault."""

    status = 404
