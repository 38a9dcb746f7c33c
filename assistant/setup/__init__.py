"""What ``make`` runs before anything is installed: standard library only, any Python from 3.10 on.

It brings uv, the two environments and, for the tests, the browser and the sample data. ``guichet`` itself starts
where this ends.
"""
