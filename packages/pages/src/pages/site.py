"""Who runs the site: what the law and people look for at the foot of every page."""

from dataclasses import dataclass

from fastapi import Request
from plumbing.settings import ProcessSettings


@dataclass(frozen=True, slots=True)
class Site:
    """The organiser (主办单位), a telephone number for help, and the two registrations that a public site in mainland
    China shows: ICP 备案 and 公安备案. What is empty is not shown.
    `address` is where people find it, without a slash at the end.
    """

    organiser: str = ""
    hotline: str = ""
    icp: str = ""
    police: str = ""
    address: str = "http://localhost:8080"

    @property
    def police_code(self) -> str:
        """The digits of the police registration, by which its page is found."""
        return "".join(letter for letter in self.police if letter.isdigit())


def site_of(settings: ProcessSettings) -> Site:
    """What the environment says: ZJ_SITE_ORGANISER, ZJ_SITE_HOTLINE, ZJ_SITE_ICP, ZJ_SITE_POLICE, ZJ_PUBLIC_URL."""
    return Site(
        settings.site_organiser, settings.site_hotline, settings.site_icp, settings.site_police,
        settings.public_url.rstrip("/"),
    )  # fmt: skip


def site_at(request: Request) -> str:
    """The address of the site that answers."""
    site: Site = request.app.state.pages.site
    return site.address
