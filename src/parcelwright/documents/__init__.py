"""Documents: letters, forms and sheets as PDF and spreadsheet."""
