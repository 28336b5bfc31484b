"""The embedded workbook: Google Sheets' and Drive's API as gspread calls it, answered from one SQLite file."""
