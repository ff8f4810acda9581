"""scipy's LSODA, BDF and Radau with vectorised rates and an analytic Jacobian."""

import sys

from serve import read_problem, serve, timed

import numpy as np
from scipy.integrate import solve_ivp
from scipy.sparse import csc_matrix, csr_matrix

DENSE_LIMIT = 400


class Equations:
    def __init__(self, equations):
        self.unknowns = np.array(equations["unknowns"], dtype=int)
        size = len(self.unknowns)
        self.size = size
        self.coefficients = Sums(equations["coefficients"], equations["species"], "species")
        self.fluxes = Products(equations["fluxes"], size)
        self.partials = Products(equations["jacobian"]["partials"], size)
        self.rows = Weighted(equations["rows"], "flux", len(equations["fluxes"]))
        self.entries = Weighted(equations["jacobian"]["entries"], "partial", len(equations["jacobian"]["partials"]))
        self.starts = np.array(equations["jacobian"]["starts"])
        self.row_indices = np.array(equations["jacobian"]["rows"])

    def prepare(self, state):
        c = np.append(self.coefficients(state), 1.0)
        rows, entries = self.rows.matrix(c), self.entries.matrix(c)
        fluxes, partials, size = self.fluxes, self.partials, self.size

        def rates(t, x):
            return rows @ fluxes(x)

        def sparse(t, x):
            return csc_matrix((entries @ partials(x), self.row_indices, self.starts), shape=(size, size))

        def dense(t, x):
            return sparse(t, x).toarray()

        return rates, sparse, dense


class Products:
    """constant · product of up to three elements of a vector that is extended by a 1."""

    def __init__(self, products, one, key="factors"):
        self.constant = np.array([product["constant"] for product in products])
        padded = [(product[key] + [one, one, one])[:3] for product in products]
        self.at = np.array(padded, dtype=int).reshape(-1, 3).T

    def __call__(self, x):
        y = np.append(x, 1.0)
        a, b, c = self.at
        return self.constant * y[a] * y[b] * y[c]


class Sums:
    def __init__(self, sums, one, key):
        self.products = Products([part for parts in sums for part in parts], one, key)
        self.starts = np.cumsum([0] + [len(parts) for parts in sums[:-1]]) if sums else None

    def __call__(self, x):
        return np.zeros(0) if self.starts is None else np.add.reduceat(self.products(x), self.starts)


class Weighted:
    """A sparse matrix whose entries are factor · coefficient."""

    def __init__(self, sums, key, columns):
        terms = [(row, term) for row, terms in enumerate(sums) for term in terms]
        self.rows = np.array([row for row, _ in terms], dtype=int)
        self.columns = np.array([term[key] for _, term in terms], dtype=int)
        self.factors = np.array([term["factor"] for _, term in terms], dtype=float)
        self.coefficients = np.array([term["coefficient"] for _, term in terms], dtype=int)
        self.shape = (len(sums), columns)

    def matrix(self, c):
        return csr_matrix((self.factors * c[self.coefficients], (self.rows, self.columns)), shape=self.shape)


def main():
    problem, samples = read_problem(sys.argv[1])
    equations = Equations(problem["equations"])
    duration = problem["duration"]

    def solver_of(kind, relative, absolute):
        def solve(sample):
            result = {}

            def run():
                rates, sparse, dense = equations.prepare(sample)
                is_dense = kind == "LSODA" or equations.size <= DENSE_LIMIT
                result["solution"] = solve_ivp(
                    rates,
                    (0, duration),
                    sample[equations.unknowns],
                    method=kind,
                    rtol=relative,
                    atol=absolute,
                    jac=dense if is_dense else sparse,
                    t_eval=[duration],
                )

            seconds = timed(run)
            solution = result["solution"]
            if not solution.success:
                raise RuntimeError(solution.message)
            final = sample.copy()
            final[equations.unknowns] = solution.y[:, -1]
            return final, seconds, solution.nfev

        return solve

    serve(samples, solver_of)


main()
