"""How every page looks: base template, macros, style sheet, and the pages that stand for problems."""

from pages.installing import install_pages
from pages.rendering import Pages
from pages.site import site_of

__all__ = ["Pages", "install_pages", "site_of"]
