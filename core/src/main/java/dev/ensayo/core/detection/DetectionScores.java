package dev.ensayo.core.detection;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Optional;

/**
 * How well objects were found, as COCO tells it (cocodataset.org, "Detection evaluation", area
 * "all", at most 100 detections of a class on a scene).
 *
 * @param meanAveragePrecision AP: mean over thresholds of 0.50 to 0.95 and over classes; NaN, as
 *     all means, where there was nothing to find
 * @param averagePrecision50 AP50: the same at a threshold of 0.5 alone
 * @param averagePrecision75 AP75: the same at 0.75
 * @param averageRecall AR100: share of the objects that are found, mean over thresholds and classes
 * @param ofClasses AP of each class, {@code [K]}; NaN for classes of which there was nothing
 * @param curves of each class at a threshold of 0.5; empty for classes of which there was nothing
 */
public record DetectionScores(
    double meanAveragePrecision,
    double averagePrecision50,
    double averagePrecision75,
    double averageRecall,
    ImmutableDoubleArray ofClasses,
    ImmutableList<Optional<PrecisionRecall>> curves) {}
