"""Writes resizing.json: pictures resized by PyTorch, bilinear with antialiasing.

Run with PyTorch 1.13: python3 resizing.py
"""

import json

import torch
import torch.nn.functional as functional

torch.manual_seed(0)
cases = []
for height, width, to_height, to_width in [(28, 28, 8, 8), (28, 28, 16, 16), (8, 8, 28, 28), (7, 5, 12, 3), (16, 16, 28, 20)]:
    picture = torch.randint(0, 256, (1, 1, height, width))
    resized = functional.interpolate(
        picture.double(), size=(to_height, to_width), mode="bilinear", antialias=True
    )
    cases.append(
        {
            "from": [height, width],
            "to": [to_height, to_width],
            "picture": picture.flatten().tolist(),
            "resized": [round(x, 6) for x in resized.flatten().tolist()],
        }
    )
with open("resizing.json", "w") as out:
    json.dump(cases, out)
    out.write("\n")
