package dev.ensayo.supervised.segmenter;

import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.scenes.ScenesSpec;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.Collections;
import java.util.Set;

/** {@code segmenter}. */
public final class SegmenterProvider implements AgentProvider<SegmenterConfig> {
  @Override
  public String name() {
    return "segmenter";
  }

  @Override
  public String summary() {
    return "A fully convolutional network: tells the class of each pixel of a picture.";
  }

  @Override
  public Class<SegmenterConfig> configType() {
    return SegmenterConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, SegmenterConfig config) {
    if (!(environment instanceof ScenesSpec scenes)) {
      return Support.no(
          "it learns from pictures whose pixels have classes, not from a " + environment.kind());
    }
    if (config.classWeights() instanceof ClassWeights.Given given) {
      given.check(PixelClasses.names(scenes), "classWeights");
    }
    SegmenterNetwork.of(config, scenes, Collections.nCopies(SegmenterNetwork.scores(scenes), 1.0));
    return Support.yes();
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public Set<String> metrics() {
    return SegmenterMetrics.names();
  }

  @Override
  public Goal goal(SegmenterConfig config, EnvironmentSource environment) {
    return new Goal(Split.TEST.label() + "/" + SegmenterMetrics.MEAN_IOU, Better.HIGHER);
  }

  @Override
  public Training start(SegmenterConfig config, TrainingContext context) {
    return new SegmenterTraining(config, context);
  }
}
