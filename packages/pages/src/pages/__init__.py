"""How every page looks: base template, macros, style sheet, and the pages that stand for problems."""

from pages.installing import install_pages
from pages.rendering import Pages

__all__ = ["Pages", "install_pages"]
