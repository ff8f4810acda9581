"""COPASI: its deterministic method, LSODA."""

import os
import sys

from serve import read_problem, serve, timed

import COPASI
import numpy as np


def main():
    folder = sys.argv[1]
    problem, samples = read_problem(folder)
    data = COPASI.CRootContainer.addDatamodel()
    if not data.importSBML(os.path.join(folder, "problem.xml")):
        raise RuntimeError("COPASI does not read the SBML")
    model = data.getModel()
    metabolites = [model.getMetabolite(index) for index in range(model.getNumMetabs())]
    order = [int(metabolite.getSBMLId()[1:]) for metabolite in metabolites]
    task = data.getTask("Time-Course")

    def solver_of(kind, relative, absolute):
        task.setMethodType(COPASI.CTaskEnum.Method_deterministic)
        settings = task.getProblem()
        settings.setDuration(problem["duration"])
        settings.setStepNumber(1)
        settings.setTimeSeriesRequested(False)
        method = task.getMethod()
        method.getParameter("Relative Tolerance").setDblValue(relative)
        method.getParameter("Absolute Tolerance").setDblValue(absolute)
        method.getParameter("Max Internal Steps").setUIntValue(1000000)

        def solve(sample):
            changed = COPASI.ObjectStdVector()
            for metabolite, index in zip(metabolites, order):
                metabolite.setInitialConcentration(float(sample[index]))
                changed.append(metabolite.getInitialConcentrationReference())
            model.updateInitialValues(changed)
            task.initialize(COPASI.CCopasiTask.NO_OUTPUT)
            outcome = []
            seconds = timed(lambda: outcome.append(task.process(True)))
            if not outcome[0]:
                raise RuntimeError(task.getProcessError())
            final = np.empty_like(sample)
            final[order] = [metabolite.getConcentration() for metabolite in metabolites]
            task.restore()
            return final, seconds, 0

        return solve

    serve(samples, solver_of)


main()
