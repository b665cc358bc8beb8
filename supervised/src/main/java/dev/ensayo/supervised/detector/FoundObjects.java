package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.detection.Detection;
import dev.ensayo.core.detection.DetectionScores;

/**
 * What a network found on the scenes of a part.
 *
 * @param ofScenes for each scene, the surest first
 * @param scores of all of it
 * @param ownBox share of the objects that have a box of the grid to themselves; NaN of none
 */
record FoundObjects(
    ImmutableList<ImmutableList<Detection>> ofScenes, DetectionScores scores, double ownBox) {}
