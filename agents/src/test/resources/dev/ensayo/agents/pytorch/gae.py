"""Generalized advantage estimation (Schulman et al., 2016, eqs. 11, 12 and 16) over copies that begin anew in the same step.

    delta_t = r_t + gamma * next_t - v_t;  A_t = delta_t + gamma * lambda * A_{t+1} where the episode goes on, else delta_t

next_t is v_{t+1} where the episode goes on (lastValues after the last step), 0 at a termination, and the value of the
final observation (finalValues) at a truncation. The return is A_t + v_t. Checked by the sum over each rest of an episode.
Run: python3 gae.py, which writes gae.json beside itself.
"""

import torch

from fixture import Given, close, write

STEPS, COPIES = 12, 4


def backwards(g, gamma, lam):
    advantages, carried = torch.zeros(STEPS, COPIES), torch.zeros(COPIES)
    for t in reversed(range(STEPS)):
        following = g["values"][t + 1] if t + 1 < STEPS else g["lastValues"]
        following = torch.where(g["truncated"][t], g["finalValues"][t], following)
        following = torch.where(g["terminated"][t], torch.tensor(0.0), following)
        goes_on = ~(g["terminated"][t] | g["truncated"][t])
        carried = g["rewards"][t] + gamma * following - g["values"][t] + gamma * lam * goes_on * carried
        advantages[t] = carried
    return advantages


def by_definition(g, gamma, lam, t, copy):
    total = 0.0
    for k in range(t, STEPS):
        terminated, truncated = g["terminated"][k, copy], g["truncated"][k, copy]
        if terminated:
            following = 0.0
        elif truncated:
            following = g["finalValues"][k, copy]
        else:
            following = g["values"][k + 1, copy] if k + 1 < STEPS else g["lastValues"][copy]
        delta = g["rewards"][k, copy] + gamma * following - g["values"][k, copy]
        total += (gamma * lam) ** (k - t) * delta
        if terminated or truncated:
            break
    return total


def main():
    numbers = Given(1)
    terminated, truncated = numbers.ends(STEPS, COPIES)
    given = {
        "rewards": numbers.normal(STEPS, COPIES),
        "values": numbers.normal(STEPS, COPIES),
        "terminated": terminated,
        "truncated": truncated,
        "finalValues": numbers.normal(STEPS, COPIES),
        "lastValues": numbers.normal(COPIES),
    }
    cases = []
    for gamma, lam in ((0.99, 0.95), (0.9, 0.5), (0.97, 1.0), (0.97, 0.0), (1.0, 1.0)):
        advantages = backwards(given, gamma, lam)
        for t in range(STEPS):
            for copy in range(COPIES):
                close(advantages[t, copy], by_definition(given, gamma, lam, t, copy))
        cases.append(
            {"gamma": gamma, "lambda": lam, "advantages": advantages, "returns": advantages + given["values"]}
        )
    write("gae", {**given, "cases": cases})


main()
