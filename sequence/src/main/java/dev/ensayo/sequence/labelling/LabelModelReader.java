package dev.ensayo.sequence.labelling;

import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextModelReader;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/** Opens the networks of one agent's runs. */
public abstract class LabelModelReader implements TextModelReader {
  @Override
  public final TextModel open(Path run, Preprocessing preprocessing, BackendConfig backend)
      throws IOException {
    return new LabelModel(
        run.resolve(LabelModel.FILE),
        backend,
        new TextEncoder((TextInputs) preprocessing.inputs()),
        preprocessing.outputs() instanceof Outputs.Tags);
  }
}
