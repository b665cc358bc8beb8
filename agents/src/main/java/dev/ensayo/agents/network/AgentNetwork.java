package dev.ensayo.agents.network;

import dev.ensayo.backend.model.LearnedModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A network of an agent around a model of its own, which it keeps, writes and frees.
 *
 * @param <M> the kind of model
 */
public abstract class AgentNetwork<M extends LearnedModel> implements Stateful, AutoCloseable {
  private final M model;

  /**
   * @param model belongs to the network from now on
   */
  protected AgentNetwork(M model) {
    this.model = model;
  }

  /** The model itself. */
  public final M model() {
    return model;
  }

  /** A copy of all parameters, in Deeplearning4j's order. */
  public float[] parameters() {
    return model.parameters();
  }

  /** Writes a zip in Deeplearning4j's {@code ModelSerializer} format. */
  public void write(Path zip) throws IOException {
    model.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    model.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    model.loadState(in);
  }

  @Override
  public void close() {
    model.close();
  }
}
