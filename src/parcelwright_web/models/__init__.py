"""Tables, one module per capability. Import a model from its module."""

from parcelwright.plugins import modules

modules(__name__)
