"""Average precision of random and awkward detections, by COCO's own program.

Writes detections.json beside itself: cases of scenes, objects [class, left, top, width, height]
and detections [class, score, left, top, width, height], with AP, AP50, AP75, AR100 and the AP of
each class (null: nothing to find). Scores and boxes repeat on purpose.
Run: python3 make_fixtures.py, with numpy and pycocotools 2.0.11
"""
import contextlib
import io
import json
import os

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

HERE = os.path.dirname(os.path.abspath(__file__))


def evaluate(classes, scenes):
    """As a program does that scores a data set: ids from 1 on."""
    annotations, results = [], []
    for number, scene in enumerate(scenes):
        for label, *box in scene["objects"]:
            annotations.append(
                dict(
                    id=len(annotations) + 1, image_id=number + 1, category_id=label + 1,
                    bbox=box, area=box[2] * box[3], iscrowd=0,
                )
            )
        for label, score, *box in scene["found"]:
            results.append(
                dict(image_id=number + 1, category_id=label + 1, bbox=box, score=score)
            )
    truth = COCO()
    truth.dataset = dict(
        images=[dict(id=i + 1) for i in range(len(scenes))],
        categories=[dict(id=c + 1) for c in range(classes)],
        annotations=annotations,
    )
    with contextlib.redirect_stdout(io.StringIO()):
        truth.createIndex()
        found = truth.loadRes(results) if results else COCO()
        evaluation = COCOeval(truth, found, "bbox")
        evaluation.params.areaRng = [[0, 1e10]]
        evaluation.params.areaRngLbl = ["all"]
        evaluation.params.maxDets = [100]
        evaluation.evaluate()
        evaluation.accumulate()
    precision = evaluation.eval["precision"][:, :, :, 0, 0]
    recall = evaluation.eval["recall"][:, :, 0, 0]

    def mean(values):
        values = values[values > -1]
        return float(values.mean()) if values.size else None

    return dict(
        ap=mean(precision), ap50=mean(precision[0]), ap75=mean(precision[5]), ar=mean(recall),
        classes=[mean(precision[:, :, c]) for c in range(classes)],
    )


def case(name, classes, scenes):
    return dict(name=name, classes=classes, scenes=scenes, expected=evaluate(classes, scenes))


def drawn(seed, classes, count, objects, wrong, jitter, levels):
    """Objects, detections near them, some twice, some of another class, some of nothing."""
    random = np.random.RandomState(seed)
    scenes = []
    for _ in range(count):
        there, found = [], []
        for _ in range(random.randint(0, objects + 1)):
            box = [int(v) for v in (*random.randint(0, 40, 2), *random.randint(6, 24, 2))]
            there.append([int(random.randint(classes)), *box])
            for _ in range(random.choice([0, 1, 1, 1, 2])):
                near = [float(np.round(v + jitter * random.randn(), 2)) for v in box]
                near[2:] = [max(1.0, v) for v in near[2:]]
                label = there[-1][0] if random.rand() < 0.85 else int(random.randint(classes))
                found.append([label, float(random.randint(1, levels)) / levels, *near])
        for _ in range(random.randint(0, wrong + 1)):
            box = [float(v) for v in (*random.randint(0, 40, 2), *random.randint(6, 24, 2))]
            found.append(
                [int(random.randint(classes)), float(random.randint(1, levels)) / levels, *box]
            )
        random.shuffle(found)
        scenes.append(dict(objects=there, found=found))
    return scenes


def scene(objects, found):
    return dict(objects=objects, found=found)


def main():
    square, beside = [10, 10, 10, 10], [12, 10, 10, 10]
    cases = [
        case("drawn, many levels", 4, drawn(1, 4, 30, 5, 2, 1.0, 1000)),
        case("drawn, few levels, so that many are equally sure", 3, drawn(2, 3, 40, 6, 3, 1.5, 4)),
        case("drawn, close", 2, drawn(3, 2, 20, 3, 1, 0.3, 50)),
        case("drawn, classes that are never there", 12, drawn(4, 12, 4, 3, 2, 1.0, 20)),
        case("nothing found", 2, [scene([[0, *square]], []), scene([[1, *square]], [])]),
        case("nothing to find", 2, [scene([], [[0, 0.5, *square]]), scene([], [])]),
        case("found exactly", 1, [scene([[0, *square]], [[0, 0.3, *square]])]),
        case("found twice", 1, [scene([[0, *square]], [[0, 0.3, *square], [0, 0.3, *square]])]),
        case(
            "the wrong one is surer", 1,
            [scene([[0, *square]], [[0, 0.9, *beside], [0, 0.8, *square]])],
        ),
        case(
            "two objects of one box", 1,
            [scene([[0, *square], [0, *square]], [[0, 0.5, *square], [0, 0.5, *square]])],
        ),
        case(
            "between two, as near to each", 1,
            [scene([[0, 8, 10, 10, 10], [0, *beside]], [[0, 0.9, *square], [0, 0.8, *beside]])],
        ),
        case(
            "shares exactly a half", 1,
            [scene([[0, 0, 0, 10, 10]], [[0, 0.5, 0, 0, 10, 5]])],
        ),
        case(
            "more than a hundred on one scene", 1,
            [scene([[0, *square]], [[0, 0.9, 0, 0, 5, 5]] * 100 + [[0, 0.1, *square]])],
        ),
        case(
            "a hundred objects, every recall", 1,
            [
                scene([[0, *square]], [[0, 1 - i / 100, *(square if i % 3 else beside)]])
                for i in range(100)
            ],
        ),
        case("without area", 1, [scene([[0, *square]], [[0, 0.9, 12, 12, 0, 5]])]),
    ]
    with open(os.path.join(HERE, "detections.json"), "w") as out:
        out.write('{"cases": [\n')
        out.write(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
        out.write("\n]}\n")


main()
