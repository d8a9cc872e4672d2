"""PDF files drawn by hand: bars as boxes, text in Helvetica, pictures."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

import code128

MM = 72 / 25.4


@dataclass
class Page:
    """One page in points, from the lower left corner."""

    width: float = 288.0
    height: float = 432.0
    turned: int = 0
    parts: list[str] = field(default_factory=list)
    pictures: list[tuple[bytes, int, int, int]] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, gray: float = 0) -> None:
        self.parts.append(f"{gray} g {x:.3f} {y:.3f} {width:.3f} {height:.3f} re f")

    def text(self, x: float, y: float, size: float, line: str, gray: float = 0) -> None:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.parts.append(f"{gray} g BT /F1 {size} Tf {x:.2f} {y:.2f} Td ({escaped}) Tj ET")

    def barcode(self, x: float, y: float, module: float, height: float, text: str) -> None:
        at = x
        for index, width in enumerate(code128.widths(text)):
            if index % 2 == 0:
                self.box(at, y, width * module, height)
            at += width * module

    def picture(self, x: float, y: float, width: float, height: float, pixels) -> None:
        """Place an array of gray, rows by columns."""
        name = f"I{len(self.pictures)}"
        rows, columns = pixels.shape
        self.pictures.append((zlib.compress(pixels.tobytes()), columns, rows, 8))
        self.parts.append(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /{name} Do Q")


def pdf(*pages: Page) -> bytes:
    """Return the file."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        names = []
        for at, (data, columns, rows, bits) in enumerate(page.pictures):
            objects.append(
                b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
                b" /BitsPerComponent %d /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
                % (columns, rows, bits, len(data), data)
            )
            names.append(f"/I{at} {len(objects)} 0 R")
        content = "\n".join(page.parts).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}]"
            f" /Rotate {page.turned} /Contents {len(objects)} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> /XObject << {' '.join(names)} >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)
