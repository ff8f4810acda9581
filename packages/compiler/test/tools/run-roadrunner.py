"""Simulates SBML files with libRoadRunner and prints the results as JSON.

Usage: run-roadrunner.py END POINTS FILE...; the result is a list with one object a file, from column to values.
"""

import json
import sys

import roadrunner

roadrunner.Logger.disableLogging()


def simulate(path, end, points):
    """Concentrations of all species and values of all parameters at evenly spaced times from 0 to `end`."""
    model = roadrunner.RoadRunner(path)
    model.integrator.setValue("relative_tolerance", 1e-10)
    model.integrator.setValue("absolute_tolerance", 1e-12)
    species = list(model.model.getFloatingSpeciesIds())
    parameters = list(model.model.getGlobalParameterIds())
    model.timeCourseSelections = ["time"] + [f"[{name}]" for name in species] + parameters
    rows = model.simulate(0, end, points)
    columns = ["time"] + species + parameters
    return {name: [float(row[index]) for row in rows] for index, name in enumerate(columns)}


END, POINTS, FILES = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
print(json.dumps([simulate(path, END, POINTS) for path in FILES]))
