"""A small office for stories: two departments and the Office, people named by their post."""

from dataclasses import dataclass

from core.roles import Role
from db.session import Session
from db.tables import Person, Unit


@dataclass(frozen=True)
class Post:
    name: str
    unit: str
    role: Role


UNITS = {"ubnd": "UBND tỉnh", "vp": "Văn phòng UBND tỉnh", "snv": "Sở Nội vụ", "sct": "Sở Công Thương"}
POSTS = (
    Post("Chuyên viên Sở Nội vụ", "snv", Role.OFFICIAL),
    Post("Giám đốc Sở Nội vụ", "snv", Role.HEAD),
    Post("Chuyên viên Sở Công Thương", "sct", Role.OFFICIAL),
    Post("Giám đốc Sở Công Thương", "sct", Role.HEAD),
    Post("Chuyên viên theo dõi", "vp", Role.OFFICE),
    Post("Phó Chủ tịch", "ubnd", Role.LEADER),
    Post("Quản trị", "vp", Role.ADMIN),
)
STRANGER = "Người lạ"  # has a phone, and nothing to do with the office


async def found_office(session: Session) -> dict[str, int]:
    """Post → person id."""
    units = {code: Unit(code=code, name=name, kind="department") for code, name in UNITS.items()}
    session.add_all(units.values())
    await session.flush()
    people = [
        Person(code=f"p{number}", name=post.name, post=post.name, unit_id=units[post.unit].id, role=post.role)
        for number, post in enumerate(POSTS, 1)
    ]
    session.add_all(people)
    await session.flush()
    return {person.name: person.id for person in people}
