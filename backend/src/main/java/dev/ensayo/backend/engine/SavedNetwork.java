package dev.ensayo.backend.engine;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network's checkpoint and its zip, be it of layers or a graph. */
public abstract class SavedNetwork implements Stateful {
  private final NeuralNetwork network;
  private final RandomStream dropoutStream;
  private final String section;

  /**
   * @param section name of the checkpoint's section
   */
  SavedNetwork(NeuralNetwork network, RandomStream dropoutStream, String section) {
    this.network = network;
    this.dropoutStream = dropoutStream;
    this.section = section;
  }

  /** Writes a zip that names Deeplearning4j's classes where it has them. */
  abstract void write(Path zip) throws IOException;

  abstract int iterations();

  abstract int epochs();

  abstract void setCounts(int iterations, int epochs);

  @Override
  public final void saveState(StateWriter out) throws IOException {
    out.section(section);
    out.writeInt(iterations());
    out.writeInt(epochs());
    out.writeFloats(network.params().toFloatVector());
    INDArray state = network.updaterState();
    out.writeFloats(state == null ? new float[0] : state.toFloatVector());
    dropoutStream.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    in.section(section);
    int iterations = in.readInt();
    int epochs = in.readInt();
    float[] parameters = new float[Math.toIntExact(network.params().length())];
    in.readFloats(parameters);
    INDArray state = network.updaterState();
    float[] updaterState = new float[state == null ? 0 : (int) state.length()];
    in.readFloats(updaterState);
    dropoutStream.loadState(in);

    setCounts(iterations, epochs);
    assign(network.params(), parameters);
    if (state != null) {
      assign(state, updaterState);
    }
  }

  private static void assign(INDArray target, float[] values) {
    INDArray source = Nd4j.createFromArray(values);
    target.assign(source.castTo(target.dataType()).reshape(target.shape()));
    source.close();
  }
}
