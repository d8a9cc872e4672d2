"""Finds one address for each route of a seller's pages, by following links and forms."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

MANY = 400
EACH = 12
_LINK = re.compile(r'<a\b[^>]*\shref="([^"]+)"')
_FORM = re.compile(r'<form\b[^>]*\saction="([^"]+)"')


def found_by_following(page, start):
    """Follow links from ``start``; each route is visited at a few of its addresses.

    Returns ``(pages, files, acts)``: the first address of each route that answers with a
    page; of each that answers with a file; and the names of routes that forms lead to.
    """
    waiting, tried, counts = [start], set(), {}
    pages, files, acts, failed = {}, {}, set(), []
    while waiting and len(tried) < MANY:
        address = waiting.pop(0)
        name = route(address)
        if address in tried or name is None or counts.get(name, 0) >= EACH:
            continue
        tried.add(address)
        counts[name] = counts.get(name, 0) + 1
        answer = page.request.get(address)
        if answer.status != 200:
            failed.append((answer.status, address))
            continue
        if not answer.headers["content-type"].startswith("text/html"):
            files.setdefault(name, address)
            continue
        pages.setdefault(name, address)
        text = answer.text().replace("&amp;", "&")
        waiting += [near(address, target) for target in _LINK.findall(text)]
        acts |= {route(near(address, target)) for target in _FORM.findall(text)} - {None}
    return pages, files, acts, failed


def near(address, target):
    return urldefrag(urljoin(address, target)).url


def route(address):
    """The route's name, or None for an address of somebody else."""
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None
