"""The shared workbook. The only package that knows gspread."""
