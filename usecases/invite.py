"""Invite: a one-time code by which a person binds an account. Only its hash is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from db.tables import Invite, Person

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read wrongly aloud: no I, O, 0, 1
CODE_LENGTH = 8


def new_code() -> str:
    """With a figure in it, so that nobody's plain words look like a code."""
    code = ""
    while not looks_like_code(code):
        code = "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
    return code


def clean_code(typed: str) -> str:
    """As people type it: small letters, spaces and dashes are forgiven."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def looks_like_code(typed: str) -> bool:
    code = clean_code(typed)
    return len(code) == CODE_LENGTH and set(code) <= set(_LETTERS) and any(letter.isdigit() for letter in code)


def hash_code(typed: str) -> str:
    """Slow on purpose: whoever has a copy of the database must not find the codes while they are good."""
    return hashlib.scrypt(clean_code(typed).encode(), salt=b"nhacviec invite", n=2**13, r=8, p=1).hex()


async def withdraw_invites(session: AsyncSession, person_id: int, now: datetime) -> None:
    unused = (Invite.person_id == person_id, Invite.used_at.is_(None), Invite.expires_at > now)
    await session.execute(update(Invite).where(*unused).values(expires_at=now))


async def invite(session: AsyncSession, person: Person, code: str, policy: Policy, now: datetime) -> Invite:
    """A new code for this person; the codes he has not used are worth nothing from now on."""
    await withdraw_invites(session, person.id, now)
    made = Invite(person_id=person.id, code_hash=hash_code(code), created_at=now, expires_at=now + policy.invite_life)
    session.add(made)
    return made
