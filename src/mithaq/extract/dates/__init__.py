"""Dates as reporters write them, by the day on which they write."""
