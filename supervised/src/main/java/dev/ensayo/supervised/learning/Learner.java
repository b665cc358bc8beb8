package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.exhibit.Exhibit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network as training sees it. Arrays are row by row; they may be longer than needed. */
public interface Learner extends Stateful, AutoCloseable {
  /** Length F of one input. */
  int inputSize();

  /** Whether its inputs are those of the examples, and not features computed from them. */
  default boolean readsInputs() {
    return true;
  }

  /** Whether each output, before its activation, is a weighted sum of the inputs. */
  default boolean isLinear() {
    return false;
  }

  /** The network as it is now; empty where it is no small one of dense layers alone. */
  default Optional<DenseChain> chain() {
    return Optional.empty();
  }

  /** Length O of one output. */
  int outputSize();

  /**
   * @param inputs {@code [batch, F]}
   * @param outputs receives {@code [batch, O]}
   */
  void predict(float[] inputs, int batch, float[] outputs);

  /**
   * Takes one gradient step.
   *
   * @param inputs {@code [batch, F]}
   * @param targets {@code [batch, O]}
   * @param weights {@code [batch, O]}, or null for all ones
   */
  void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result);

  /**
   * What an input of the examples' own space becomes in each layer; empty where the learner does
   * not tell.
   *
   * @param input {@code [F]}, before features are computed of it
   */
  default ImmutableList<LayerTrace> follow(float[] input) {
    return ImmutableList.of();
  }

  /** Watches the layers at work, of a learner that is one network. */
  default LayerObserver layerObserver() {
    throw new UnsupportedOperationException("this learner's layers are not watched");
  }

  /** θ ← θ of another that was made alike. */
  void copyParametersFrom(Learner source);

  /** What it measures of itself, by metric; recorded at each test. By default nothing. */
  default Map<String, Double> measures() {
    return Map.of();
  }

  /** What it shows of itself at the end. By default nothing. */
  default List<Exhibit> exhibits() {
    return List.of();
  }

  /** Writes a Deeplearning4j zip. */
  void write(Path zip) throws IOException;

  @Override
  void close();
}
