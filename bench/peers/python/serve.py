"""Answers requests for solving the samples of a problem, one a line: KIND RELATIVE ABSOLUTE SECONDS STATES."""

import json
import os
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np  # noqa: E402  reads the number of threads


def read_problem(folder):
    """The description and the initial states, one row a sample."""
    with open(os.path.join(folder, "problem.json")) as file:
        problem = json.load(file)
    states = np.fromfile(os.path.join(folder, "samples.bin"))
    return problem, states.reshape(-1, problem["speciesCount"])


def timed(action):
    """CPU seconds of an action of this process."""
    start = time.process_time()
    action()
    return time.process_time() - start


def serve(samples, solver_of):
    """`solver_of(kind, relative, absolute)` gives a function of a sample: (final state, CPU seconds, steps)."""
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # tools that print do not disturb the answers
    print(json.dumps({"ready": True}), file=answer, flush=True)
    for line in sys.stdin:
        kind, relative, absolute, seconds, file = line.split()
        solve = solver_of(kind, float(relative), float(absolute))
        states, first, steps, failures, message = solve_all(solve, samples)
        if file != "-":
            states.tofile(file)
        times = [first] if first >= float(seconds) else []
        while not times or sum(times) < float(seconds):
            times.append(solve_all(solve, samples)[1])
        result = {
            "microseconds": 1e6 * float(np.median(times)) / len(samples),
            "steps": steps / len(samples),
            "failures": failures,
            "message": message,
        }
        print(json.dumps(result), file=answer, flush=True)


def solve_all(solve, samples):
    states, total, steps, failures, message = samples.copy(), 0.0, 0, 0, ""
    for index, sample in enumerate(samples):
        try:
            states[index], seconds, taken = solve(sample)
        except Exception as error:  # noqa: BLE001  whatever a tool throws is a failure of this sample
            message = " ".join(str(error).split())[:200]
            states[index], seconds, taken, failures = np.nan, 0.0, 0, failures + 1
        total += seconds
        steps += taken
    return states, total, steps, failures, message
