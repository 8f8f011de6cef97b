"""What axe-core finds on a page as it stands: the rules of WCAG 2.2, levels A and AA."""

from importlib.resources import files

from playwright.async_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] });
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => [id, impact, html.slice(0, 160)]));
}"""
GRAVE = frozenset({"serious", "critical"})


async def grave_findings(page: Page) -> list[str]:
    """Serious and critical ones, a line each. The script comes from the test, past the page's policy."""
    if not await page.evaluate("() => typeof axe === 'object'"):
        await page.evaluate(AXE)
    found: list[tuple[str, str, str]] = await page.evaluate(RUN)
    return [f"axe {rule} ({impact}): {html}" for rule, impact, html in found if impact in GRAVE]
