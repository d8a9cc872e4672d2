"""Pages, one module per capability, found by name.

A module defines ``urlpatterns`` and, when it stands in the rail, ``NAV``.
"""
