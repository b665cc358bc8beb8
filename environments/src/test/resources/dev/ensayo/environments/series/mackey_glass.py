"""The equation of Mackey and Glass from a constant past of 1.2: python3 mackey_glass.py > mackey-glass.json

Runge-Kutta of order 4 in steps of 0.1, the past between two steps their mean; every 6 units from 1000 on.
"""
import json

DT, TAU, UNIT, BURN_IN, EVERY, COUNT = 0.1, 17, 10, 1000, 6, 30
delay = TAU * UNIT
x = [1.2] * (delay + 1)  # x[i] is the value at (i - delay) * DT


def f(now, past):
    return 0.2 * past / (1 + past**10) - 0.1 * now


for i in range(delay, delay + (BURN_IN + EVERY * COUNT) * UNIT):
    now, p0, p1 = x[i], x[i - delay], x[i - delay + 1]
    k1 = f(now, p0)
    k2 = f(now + DT / 2 * k1, (p0 + p1) / 2)
    k3 = f(now + DT / 2 * k2, (p0 + p1) / 2)
    k4 = f(now + DT * k3, p1)
    x.append(now + DT / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
print(json.dumps({"values": [x[delay + (BURN_IN + EVERY * i) * UNIT] for i in range(COUNT)]}))
