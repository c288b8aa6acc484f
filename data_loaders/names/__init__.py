"""Which unit, period or indicator a text means."""
