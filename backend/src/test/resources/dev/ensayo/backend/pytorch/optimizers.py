"""Writes optimizers.txt: where PyTorch's optimizers take two weights and a bias in 25 updates.

    python3 optimizers.py > optimizers.txt      # PyTorch 1.13

Least squares on four examples, all in each update, from zero: the mean of (y - w1 x1 - w2 x2 - b)^2. Double precision.
Deeplearning4j's averages start at small numbers in the place of zero: 1e-6 for AdaGrad, which PyTorch has a setting for,
and epsilon for RMSProp, which it has not.
"""
import torch

UPDATES = 25
X = torch.tensor([[1.0, 1.2], [-1.0, -0.7], [2.0, 1.5], [-2.0, -2.0]], dtype=torch.float64)
Y = torch.tensor([0.5, 1.0, -1.5, 2.0], dtype=torch.float64)

CASES = {
    "{type: sgd, learningRate: 0.05}": lambda p: torch.optim.SGD(p, lr=0.05),
    "{type: momentum, learningRate: 0.02, momentum: 0.9}": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9),
    "{type: nesterovs, learningRate: 0.02, momentum: 0.9}": lambda p: torch.optim.SGD(
        p, lr=0.02, momentum=0.9, nesterov=True
    ),
    "{type: adagrad, learningRate: 0.3, epsilon: 1e-6}": lambda p: torch.optim.Adagrad(
        p, lr=0.3, eps=1e-6, initial_accumulator_value=1e-6
    ),
    "{type: adadelta, decay: 0.95, epsilon: 1e-4}": lambda p: torch.optim.Adadelta(p, lr=1, rho=0.95, eps=1e-4),
    "{type: rmsprop, learningRate: 0.05, decay: 0.9, epsilon: 1e-8}": lambda p: torch.optim.RMSprop(
        p, lr=0.05, alpha=0.9, eps=1e-8
    ),
    "{type: adam, learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8}": lambda p: torch.optim.Adam(
        p, lr=0.1, betas=(0.9, 0.99), eps=1e-8
    ),
}

for name, make in CASES.items():
    w = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    b = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = make([w, b])
    path = []
    for _ in range(UPDATES):
        optimizer.zero_grad()
        ((X @ w + b - Y) ** 2).mean().backward()
        optimizer.step()
        path += [w[0].item(), w[1].item(), b.item()]
    print(name)
    print(" ".join("%.9g" % value for value in path))
