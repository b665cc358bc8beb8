"""Writes affine.json: pictures rotated, scaled and shifted by PyTorch's affine_grid and grid_sample.

Bilinear, zeros beyond the edges, pixel centers aligned to [-1, 1] without corners. Angles count
counterclockwise as seen. Run with PyTorch 1.13: python3 affine.py
"""

import json
import math

import torch
import torch.nn.functional as functional

torch.manual_seed(0)
cases = []
for size, degrees, zoom, mirror, shift_x, shift_y in [
    (9, 30.0, 1.0, False, 0, 0),
    (8, -75.0, 1.3, False, 1, -2),
    (12, 12.5, 0.8, True, -3, 2),
    (10, 0.0, 0.7, False, 0, 1),
]:
    picture = torch.randint(0, 256, (1, 1, size, size))
    # From a pixel of the result to the source: back by the shift, mirrored back, turned back, zoomed.
    cos = zoom * math.cos(math.radians(degrees))
    sin = zoom * math.sin(math.radians(degrees))
    turn = torch.tensor([[cos, -sin], [sin, cos]], dtype=torch.float64)
    flip = torch.diag(torch.tensor([-1.0 if mirror else 1.0, 1.0], dtype=torch.float64))
    linear = turn @ flip
    offset = -linear @ torch.tensor([shift_x, shift_y], dtype=torch.float64) * 2 / size
    theta = torch.cat([linear, offset[:, None]], dim=1)[None]
    grid = functional.affine_grid(theta, (1, 1, size, size), align_corners=False)
    moved = functional.grid_sample(
        picture.double(), grid, mode="bilinear", padding_mode="zeros", align_corners=False
    )
    cases.append(
        {
            "size": size,
            "degrees": degrees,
            "zoom": zoom,
            "mirror": mirror,
            "shiftX": shift_x,
            "shiftY": shift_y,
            "picture": picture.flatten().tolist(),
            "moved": [round(x, 6) for x in moved.flatten().tolist()],
        }
    )
with open("affine.json", "w") as out:
    json.dump(cases, out)
    out.write("\n")
