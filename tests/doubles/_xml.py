"""XML documents from the values that a source reads out of them."""

from xml.sax.saxutils import escape


def document(name, value, namespace=""):
    """The bytes of a document: an object is children, a list repeats, None is empty."""
    space = f' xmlns="{namespace}"' if namespace else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}{space}>{_inner(value)}</{name}>'.encode()
    )


def _inner(value):
    if value is None:
        return ""
    if isinstance(value, dict):
        return "".join(_element(name, inner) for name, inner in value.items())
    return escape(str(value))


def _element(name, value):
    rows = value if isinstance(value, list) else [value]
    return "".join(f"<{name}>{_inner(row)}</{name}>" for row in rows)
