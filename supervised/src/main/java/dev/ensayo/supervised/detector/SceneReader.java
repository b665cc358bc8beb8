package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.detection.Detection;
import dev.ensayo.core.detection.DetectionEvaluation;
import dev.ensayo.core.detection.NonMaximumSuppression;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;

/** Has a network look at scenes, and makes of its numbers what was found. */
final class SceneReader {
  /** Scenes that are looked at together. */
  static final int ROWS = 32;

  private final ScenesSpec spec;
  private final BoxGrid grid;
  private final double leastScore;
  private final NonMaximumSuppression suppression;
  private final float[] inputs;
  private final float[] outputs;
  private final float[] targets;

  SceneReader(DetectorConfig config, ScenesSpec spec, BoxGrid grid) {
    this.spec = spec;
    this.grid = grid;
    this.leastScore = config.leastScore();
    this.suppression = new NonMaximumSuppression(config.suppression());
    this.inputs = new float[ROWS * spec.pictureSize()];
    this.outputs = new float[ROWS * grid.outputs()];
    this.targets = new float[grid.boxes() * BoxGrid.TARGET];
  }

  /**
   * Looks at all scenes of a part.
   *
   * @param model for at least {@link #ROWS} rows
   */
  FoundObjects read(Model model, Scenes scenes) {
    DetectionEvaluation evaluation = new DetectionEvaluation(spec.classes().size());
    ImmutableList.Builder<ImmutableList<Detection>> found = ImmutableList.builder();
    int objects = 0;
    int withOwnBox = 0;
    for (int from = 0; from < scenes.size(); from += ROWS) {
      int rows = Math.min(ROWS, scenes.size() - from);
      for (int row = 0; row < rows; row++) {
        scenes.read(from + row, inputs, row * spec.pictureSize());
      }
      model.predict(inputs, rows, outputs);
      for (int row = 0; row < rows; row++) {
        ImmutableList<Detection> kept =
            suppression.keep(grid.found(outputs, row * grid.outputs(), leastScore));
        evaluation.add(scenes.objects(from + row), kept);
        found.add(kept);
        objects += scenes.objects(from + row).size();
        withOwnBox += grid.assign(scenes.objects(from + row), targets, 0);
      }
    }
    return new FoundObjects(found.build(), evaluation.scores(), (double) withOwnBox / objects);
  }
}
