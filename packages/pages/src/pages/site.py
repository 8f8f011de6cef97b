"""Who runs the site: what the law and people look for at the foot of every page."""

from dataclasses import dataclass

from plumbing.settings import ProcessSettings


@dataclass(frozen=True, slots=True)
class Site:
    """The organiser (主办单位), a telephone number for help, and the two registrations that a public site in mainland
    China shows: ICP 备案 and 公安备案. What is empty is not shown.
    """

    organiser: str = ""
    hotline: str = ""
    icp: str = ""
    police: str = ""

    @property
    def police_code(self) -> str:
        """The digits of the police registration, by which its page is found."""
        return "".join(letter for letter in self.police if letter.isdigit())


def site_of(settings: ProcessSettings) -> Site:
    """What the environment says: ZJ_SITE_ORGANISER, ZJ_SITE_HOTLINE, ZJ_SITE_ICP, ZJ_SITE_POLICE."""
    return Site(settings.site_organiser, settings.site_hotline, settings.site_icp, settings.site_police)
