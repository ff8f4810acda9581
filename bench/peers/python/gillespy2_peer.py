"""GillesPy2: its ODE solver, which runs scipy's LSODA on rates written in Python."""

import sys

from serve import read_problem, serve, timed

import gillespy2
import numpy as np


def model_of(problem, names):
    model = gillespy2.Model(name="problem")
    model.add_species([gillespy2.Species(name=name, initial_value=0, mode="continuous") for name in names])
    for index, reaction in enumerate(problem["reactions"]):
        consumed = {f"s{i}": -amount for i, amount in reaction["changes"] if amount < 0}
        made = {f"s{i}": amount for i, amount in reaction["changes"] if amount > 0}
        flux = "*".join([repr(reaction["rate"])] + [f"s{i}" for i in reaction["factors"]])
        model.add_reaction(
            gillespy2.Reaction(name=f"r{index}", reactants=consumed, products=made, propensity_function=flux)
        )
    return model


def main():
    problem, samples = read_problem(sys.argv[1])
    names = [f"s{i}" for i in range(problem["speciesCount"])]
    model = model_of({**problem, "reactions": [r for r in problem["reactions"] if r["changes"]]}, names)
    model.timespan(np.array([0, problem["duration"]]))

    def solver_of(kind, relative, absolute):
        def solve(sample):
            for name, value in zip(names, sample):
                model.listOfSpecies[name].initial_value = float(value)
            solver = gillespy2.ODESolver(model=model)
            outcome = []
            options = {"rtol": relative, "atol": absolute, "nsteps": 1000000}
            seconds = timed(lambda: outcome.append(solver.run(integrator="lsoda", integrator_options=options)))
            return np.array([outcome[0][name][-1] for name in names]), seconds, 0

        return solve

    serve(samples, solver_of)


main()
