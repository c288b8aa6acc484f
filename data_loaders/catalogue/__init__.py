"""The vocabulary as data: indicators, forms, units, periods, targets, wording of problems.

Every data file beside this module checks itself when it is loaded: a wrong row raises `CatalogueError`.
"""
