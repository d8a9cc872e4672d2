"""What a shipping label says to a scanner and to a person, read from its picture or PDF.

Barcodes are decoded by zxing-cpp, pictures by Pillow, PDF pages by PDFium; these are
imported when a label is read and not before. The measures are functions on arrays.
"""
