"""How large a reader wants the pages: as they are, or 长辈版, with larger letters and larger things to press.

The mode is a cookie that every service reads. It is known by its name: `/elder` says what it is and leads to what most
people come for, so that whoever looks for 长辈版 finds it.
"""

from typing import Literal

from starlette.requests import HTTPConnection

Reading = Literal["standard", "elder"]
COOKIE = "zj_reading"


def reading_of(request: HTTPConnection) -> Reading:
    """What the cookie says; 长辈版 on its own page in any case."""
    elder = request.cookies.get(COOKIE) == "elder" or request.url.path == "/elder"
    return "elder" if elder else "standard"
