"""The QR codes on a PDF, as a camera reads them: shown as pixels by one library, read by another."""

import pypdfium2
import zxingcpp

SCALE = 2.0
"""144 dots an inch."""


def codes_of(pdf: bytes) -> list[str]:
    """What the codes on the first page say."""
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[0].render(scale=SCALE, grayscale=True)
        pixels = memoryview(shown.buffer).cast("B", (shown.height, shown.stride))
        return [str(found.text) for found in zxingcpp.read_barcodes(pixels)]
