"""What the pages are drawn with: records in, elements out. Knows the rules' records, never the workbook."""
