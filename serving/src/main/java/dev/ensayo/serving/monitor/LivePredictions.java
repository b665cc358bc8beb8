package dev.ensayo.serving.monitor;

import com.google.common.collect.Maps;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PredictionProfile;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.serving.protocol.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model answers, as its training measured it for the test part. */
final class LivePredictions {
  private final Outputs outputs;
  private final List<ColumnProfile> profiles;

  private LivePredictions(Preprocessing preprocessing) {
    this.outputs = preprocessing.outputs();
    this.profiles = preprocessing.predictions();
  }

  /** That of a model; empty where its answers are neither classes nor numbers. */
  static Optional<LivePredictions> of(Preprocessing preprocessing) {
    return preprocessing.outputs() instanceof Outputs.Classes
            || preprocessing.outputs() instanceof Outputs.Quantity
        ? Optional.of(new LivePredictions(preprocessing))
        : Optional.empty();
  }

  /** What the answers are compared with; may be empty. */
  List<ColumnProfile> profiles() {
    return profiles;
  }

  boolean areClasses() {
    return outputs instanceof Outputs.Classes;
  }

  /** What may be told as right. */
  List<String> classes() {
    return outputs instanceof Outputs.Classes classes ? classes.names() : List.of();
  }

  /**
   * Counts the answers to a request.
   *
   * @param tensors all outputs
   * @param counters of the profiles, in their order
   * @param fields of each row that was asked
   * @return what each row was told
   */
  List<Told> count(
      List<Tensor> tensors, List<FeatureCounter> counters, List<Map<String, String>> fields) {
    Map<String, Tensor> named = Maps.uniqueIndex(tensors, Tensor::name);
    List<Told> all = new ArrayList<>(fields.size());
    for (int row = 0; row < fields.size(); row++) {
      Told told =
          areClasses()
              ? ofClass(named.get("class"), named.get("probabilities"), row, fields.get(row))
              : new Told(
                  Double.toString(named.get("value").number(row)), Double.NaN, fields.get(row));
      for (FeatureCounter counter : counters) {
        count(told, counter);
      }
      all.add(told);
    }
    return all;
  }

  private static Told ofClass(
      Tensor classes, Tensor probabilities, int row, Map<String, String> fields) {
    int names = probabilities.size() / probabilities.rows();
    double largest = 0;
    for (int k = 0; k < names; k++) {
      largest = Math.max(largest, probabilities.number(row * names + k));
    }
    return new Told(classes.text(row), largest, fields);
  }

  private static void count(Told told, FeatureCounter counter) {
    if (counter.profile() instanceof ColumnProfile.Categories) {
      counter.add(told.predicted());
    } else {
      boolean confidence = counter.profile().name().equals(PredictionProfile.CONFIDENCE);
      counter.add(confidence ? told.confidence() : told.number());
    }
  }
}
