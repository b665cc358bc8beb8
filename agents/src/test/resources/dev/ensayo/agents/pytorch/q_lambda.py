"""Lambda-returns of PQN (Gallici et al., "Simplifying deep temporal difference learning", 2025, section 4).

    R_t = r_t + gamma * (lambda * R_{t+1} + (1 - lambda) * q_{t+1}),  q_{t+1} = max_a Q(s_{t+1}, a)

with q_{t+1} = maxima[t + 1], lastMaxima after the last step, where R_T = lastMaxima as well. At a termination R_t = r_t; at
a truncation R_t = r_t + gamma * finalMaxima[t] ("bootstrapped") or r_t as at a termination ("truncationEnds", what the
published programs do). Checked by the mixture of n-step returns. Run: python3 q_lambda.py, which writes q_lambda.json.
"""

import torch

from fixture import Given, close, write

STEPS, COPIES = 10, 3


def backwards(g, gamma, lam, bootstraps):
    returns, later, following = torch.zeros(STEPS, COPIES), g["lastMaxima"], g["lastMaxima"]
    for t in reversed(range(STEPS)):
        goes_on = g["rewards"][t] + gamma * (lam * later + (1 - lam) * following)
        cut = g["rewards"][t] + gamma * g["finalMaxima"][t] * bootstraps
        returns[t] = torch.where(g["truncated"][t], cut, torch.where(g["terminated"][t], g["rewards"][t], goes_on))
        later, following = returns[t], g["maxima"][t]
    return returns


def by_definition(g, gamma, lam, bootstraps, t, copy):
    """(1 - lambda) * sum of lambda^(n-1) * G^(n), the last of the n-step returns with all that is left of the weight."""
    total, discounted, n = 0.0, 0.0, 0
    for k in range(t, STEPS):
        n += 1
        discounted += gamma ** (n - 1) * g["rewards"][k, copy]
        if g["terminated"][k, copy]:
            return total + lam ** (n - 1) * discounted
        if g["truncated"][k, copy]:
            return total + lam ** (n - 1) * (discounted + gamma**n * g["finalMaxima"][k, copy] * bootstraps)
        if k + 1 == STEPS:
            return total + lam ** (n - 1) * (discounted + gamma**n * g["lastMaxima"][copy])
        total += (1 - lam) * lam ** (n - 1) * (discounted + gamma**n * g["maxima"][k + 1, copy])


def main():
    numbers = Given(4)
    terminated, truncated = numbers.ends(STEPS, COPIES)
    given = {
        "rewards": numbers.normal(STEPS, COPIES),
        "maxima": numbers.normal(STEPS, COPIES),
        "terminated": terminated,
        "truncated": truncated,
        "finalMaxima": numbers.normal(STEPS, COPIES),
        "lastMaxima": numbers.normal(COPIES),
    }
    cases = []
    for gamma, lam in ((0.99, 0.65), (0.9, 0.95), (0.97, 0.0), (0.97, 1.0)):
        case = {"gamma": gamma, "lambda": lam}
        for name, bootstraps in (("bootstrapped", 1.0), ("truncationEnds", 0.0)):
            returns = backwards(given, gamma, lam, bootstraps)
            for t in range(STEPS):
                for copy in range(COPIES):
                    close(returns[t, copy], by_definition(given, gamma, lam, bootstraps, t, copy))
            case[name] = returns
        cases.append(case)
    write("q_lambda", {**given, "cases": cases})


main()
