package dev.ensayo.sequence.fakes;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Gives models the parameters that another program started from. */
public final class ModelParameters {
  private ModelParameters() {}

  /** Puts 0.2·sin(k) in the place of the k-th parameter in the model's own checkpoint. */
  public static void setToSines(SequenceModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    model.saveState(out);
    out.flush();
    StateReader in = new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    StateWriter copy = new StateWriter(changed);
    in.section("model");
    copy.section("model");
    copy.writeInt(in.readInt());
    copy.writeInt(in.readInt());
    float[] parameters = new float[model.parameterCount()];
    in.readFloats(parameters);
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = (float) (0.2 * Math.sin(k));
    }
    copy.writeFloats(parameters);
    copy.flush();
    byte[] whole = bytes.toByteArray();
    byte[] head = changed.toByteArray();
    System.arraycopy(head, 0, whole, 0, head.length);
    model.loadState(new StateReader(new ByteArrayInputStream(whole)));
  }
}
