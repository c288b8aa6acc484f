"""Files on their way in: staged, changes against what is stored, corrections, receipts."""
