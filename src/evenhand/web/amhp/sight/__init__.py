"""The line of sight: the live board, reports to the director, obstacles raised and answered, exports."""
