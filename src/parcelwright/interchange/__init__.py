"""Files in and out: CSV, XLSX, NDJSON and Parquet with the same columns."""
