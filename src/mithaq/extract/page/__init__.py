"""The page that an article stands on: what is not of it, and the day it appeared."""
