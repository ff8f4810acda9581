"""libRoadRunner: SBML compiled by LLVM, integrated by its CVODE."""

import os
import sys

from serve import read_problem, serve, timed

import numpy as np
import roadrunner

roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)


def main():
    folder = sys.argv[1]
    problem, samples = read_problem(folder)
    runner = roadrunner.RoadRunner(os.path.join(folder, "problem.xml"))
    ids = list(runner.model.getFloatingSpeciesIds())
    order = [int(name[1:]) for name in ids]
    runner.selections = ["time"]

    def solver_of(kind, relative, absolute):
        runner.setIntegrator("cvode")
        runner.integrator.relative_tolerance = relative
        runner.integrator.absolute_tolerance = absolute
        runner.integrator.stiff = kind != "adams"
        runner.integrator.maximum_num_steps = 1000000

        def solve(sample):
            runner.model.setFloatingSpeciesInitConcentrations(sample[order])
            runner.reset()
            seconds = timed(lambda: runner.simulate(0, problem["duration"], 2))
            final = np.empty_like(sample)
            final[order] = runner.model.getFloatingSpeciesConcentrations()
            return final, seconds, 0

        return solve

    serve(samples, solver_of)


main()
