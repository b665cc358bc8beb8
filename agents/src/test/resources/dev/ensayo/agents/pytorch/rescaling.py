"""R2D2's rescaling of values and its n-step targets (Kapturowski et al., 2019, section 2.3; Pohlen et al., 2018).

    h(x) = sign(x) * (sqrt(|x| + 1) - 1) + e * x,  e = 1e-3
    h'(x) = sign(x) * (((sqrt(1 + 4 * e * (|x| + 1 + e)) - 1) / (2 * e))^2 - 1)   (the inverse)
    target_t = h(sum over k < n of gamma^k * r_{t+k} + gamma^n * h'(q_{t+n})), q the target network's, double Q

Targets of one sequence: an episode that ends within n steps counts what is left of it, without q; at the sequence's end
fewer than n rewards are followed by the last q. q[t] is the value at step t, q[T] the one after the last. The priority is
0.9 * max |error| + 0.1 * mean |error|. Run: python3 rescaling.py, which writes rescaling.json beside itself.
"""

import torch

from fixture import Given, close, write

EPSILON, STEPS = 1e-3, 9


def h(x):
    return torch.sign(x) * (torch.sqrt(x.abs() + 1) - 1) + EPSILON * x


def inverse(x):
    root = torch.sqrt(1 + 4 * EPSILON * (x.abs() + 1 + EPSILON))
    return torch.sign(x) * (((root - 1) / (2 * EPSILON)) ** 2 - 1)


def targets(rewards, terminated, q, gamma, n):
    found = []
    for t in range(STEPS):
        total, last = torch.tensor(0.0), min(t + n, STEPS)
        for k in range(t, last):
            total = total + gamma ** (k - t) * rewards[k]
            if terminated[k]:
                break
        else:
            total = total + gamma ** (last - t) * inverse(q[last])
        found.append(h(total))
    return torch.stack(found)


def main():
    numbers = Given(10)
    points = torch.tensor([-300.0, -12.5, -1.0, -0.01, 0.0, 0.01, 0.5, 1.0, 3.0, 12.5, 300.0, 20000.0])
    leaf = points.clone().requires_grad_()
    close(inverse(h(points)) / 1000, points / 1000)
    rewards, q, own = numbers.normal(STEPS, scale=3), numbers.normal(STEPS + 1, scale=2), numbers.normal(STEPS)
    terminated = torch.tensor([t == 5 for t in range(STEPS)])
    cases = []
    for gamma, n in ((0.997, 5), (0.9, 1), (0.9, 3)):
        found = targets(rewards, terminated, q, gamma, n)
        errors = (found - own).abs()
        priority = 0.9 * errors.max() + 0.1 * errors.mean()
        cases.append({"gamma": gamma, "steps": n, "targets": found, "priority": priority})
    write(
        "rescaling",
        {
            "epsilon": EPSILON,
            "points": points,
            "rescaled": h(points),
            "slopes": torch.autograd.grad(h(leaf).sum(), leaf)[0],
            "inverses": inverse(points),
            "rewards": rewards,
            "terminated": terminated,
            "q": q,
            "values": own,
            "cases": cases,
        },
    )


main()
