"""When to ask whom next about a parcel, until it is delivered, returned, paid or given up.

Pure rules on frozen data; the shell keeps the rows and carries the calls.
"""
