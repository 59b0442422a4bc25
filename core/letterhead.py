"""What stands on the office's papers besides the facts (Nghị định 30/2020/NĐ-CP); what is not settled stays blank."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """`superior` is the body above the issuing one, `abbreviation` stands in the number ("45/BC-VP"), `place` before
    the date; `signer` is the post above the signature.
    """

    superior: str = ""
    issuer: str = ""
    abbreviation: str = ""
    place: str = ""
    signer: str = ""
