"""Files in and out: tables of parcels, events, orders, outcomes and buyers' reports.

Read with :mod:`parcelwright.interchange.reading`, preview a seller's own export with
:mod:`parcelwright.interchange.preview`, write with :mod:`parcelwright.interchange.writing`.
"""
