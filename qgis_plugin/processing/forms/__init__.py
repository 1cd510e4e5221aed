"""What is peculiar to the algorithms of some kinds of jobs; a module has the name of its algorithm.

Each has a class ``Form``. An algorithm without a module here is a :class:`.KindAlgorithm`.
"""
