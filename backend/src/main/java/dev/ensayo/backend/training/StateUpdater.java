package dev.ensayo.backend.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** Applies an {@link OwnUpdater} to one flat part of the gradient, {@code [N]}. */
abstract class StateUpdater<C extends OwnUpdater> implements GradientUpdater<C> {
  private final C config;
  private final ImmutableList<String> names;
  private final INDArray[] state;

  /**
   * @param names of what it keeps, N numbers each, in the order in which they lie in memory
   */
  StateUpdater(C config, String... names) {
    this.config = config;
    this.names = ImmutableList.copyOf(names);
    this.state = new INDArray[names.length];
  }

  /** Fills what it keeps before the first update. */
  abstract void start();

  /** What it keeps, by its place among the names. */
  final INDArray state(int index) {
    return state[index];
  }

  @Override
  public final C getConfig() {
    return config;
  }

  @Override
  public final void setState(Map<String, INDArray> stateMap, boolean initialize) {
    for (int i = 0; i < state.length; i++) {
      state[i] = stateMap.get(names.get(i));
    }
    if (initialize) {
      start();
    }
  }

  @Override
  public final Map<String, INDArray> getState() {
    ImmutableMap.Builder<String, INDArray> all = ImmutableMap.builder();
    for (int i = 0; i < state.length; i++) {
      all.put(names.get(i), state[i]);
    }
    return all.build();
  }

  @Override
  public final void setStateViewArray(
      INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
    INDArray all = viewArray.reshape(viewArray.length());
    long length = all.length() / state.length;
    for (int i = 0; i < state.length; i++) {
      state[i] = all.get(NDArrayIndex.interval(i * length, (i + 1) * length));
    }
    if (initialize) {
      start();
    }
  }
}
