"""From figures to answers: rates, totals, comparisons, what needs attention. Plain data, no screens."""
