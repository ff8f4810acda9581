"""Reads SBML files with libSBML and prints every message of reading and of all consistency checks.

Run with /usr/bin/python3 after `apt-get install python3-sbml5`. The exit code is 1 if there is any message.
"""

import sys

import libsbml

CATEGORIES = [
    libsbml.LIBSBML_CAT_GENERAL_CONSISTENCY,
    libsbml.LIBSBML_CAT_IDENTIFIER_CONSISTENCY,
    libsbml.LIBSBML_CAT_UNITS_CONSISTENCY,
    libsbml.LIBSBML_CAT_MATHML_CONSISTENCY,
    libsbml.LIBSBML_CAT_SBO_CONSISTENCY,
    libsbml.LIBSBML_CAT_OVERDETERMINED_MODEL,
    libsbml.LIBSBML_CAT_MODELING_PRACTICE,
]


def messages(path):
    """All messages of one file; checks stop at the first category with errors."""
    document = libsbml.readSBMLFromFile(path)
    for category in CATEGORIES:
        document.setConsistencyChecks(category, True)
    document.checkConsistency()
    errors = [document.getError(index) for index in range(document.getNumErrors())]
    return [f"{path}:{e.getLine()}: {e.getSeverityAsString()} {e.getErrorId()} {e.getMessage().strip()}" for e in errors]


found = [line for path in sys.argv[1:] for line in messages(path)]
print("\n".join(found))
sys.exit(1 if found else 0)
