"""Working days and due dates. Pure: the day asked about is always given."""

from tinhgon.law.clocks.calendar import Calendar, Due, official_calendar
from tinhgon.law.clocks.counting import add_months, whole_months

__all__ = ["Calendar", "Due", "add_months", "official_calendar", "whole_months"]
