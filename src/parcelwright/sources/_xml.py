"""Reads XML from strangers into the same values as JSON, so that a source reads both alike.

An element without children is its text; one with children is an object by their local
names, and a name that stands there several times holds a list. Namespaces, attributes and
text between children are left out: no carrier says anything of a parcel there. A document
with a type definition is refused, for entities are how XML attacks its reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError  # only the name of an error; nothing is read with it

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from parcelwright.sources._json import MAX_DEPTH

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from parcelwright.sources._json import Json


class UnreadableXml(ValueError):
    """Bytes that are not one XML document within the limits; the message says why."""


def looks_like_xml(payload: bytes) -> bool:
    """Return whether the first letter of a payload opens an element."""
    return payload[:256].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_xml(payload: bytes) -> Json:
    """Return the object with one member, the root element, that a document holds.

    Raises:
        UnreadableXml: Not well formed, in an unknown encoding, with a type definition or
            an entity, or nested deeper than 64.
    """
    try:
        root: Element = fromstring(payload, forbid_dtd=True)
    except ParseError as error:
        raise UnreadableXml(f"not XML: {error}") from error
    except DefusedXmlException as error:
        raise UnreadableXml("XML with a type definition or entities is refused") from error
    except (LookupError, ValueError) as error:
        raise UnreadableXml(f"not XML: {str(error)[:80]}") from error
    _refuse_deep(root)
    return {_local(root): _value(root)}


def _refuse_deep(root: Element) -> None:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise UnreadableXml(f"nested deeper than {MAX_DEPTH}")


def _value(element: Element) -> Json:
    if not len(element):
        return (element.text or "").strip() or None
    found: dict[str, Json] = {}
    repeated: dict[str, list[Json]] = {}
    for child in element:
        name, value = _local(child), _value(child)
        if name in repeated:
            repeated[name].append(value)
        elif name in found:
            found[name] = repeated[name] = [found[name], value]
        else:
            found[name] = value
    return found


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
