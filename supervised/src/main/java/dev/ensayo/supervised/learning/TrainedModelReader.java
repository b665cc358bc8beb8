package dev.ensayo.supervised.learning;

import dev.ensayo.core.asked.AskedModelReader;
import dev.ensayo.core.asked.AskedRun;
import dev.ensayo.core.asked.ExampleModel;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import java.io.IOException;
import java.util.Optional;

/** Opens classifiers and regressors of tables and pictures. */
public final class TrainedModelReader implements AskedModelReader {
  @Override
  public Optional<ExampleModel> open(AskedRun run, int rows) throws IOException {
    Optional<Preprocessing> preprocessing = Preprocessing.read(run.folder());
    return preprocessing.isPresent() && suits(preprocessing.get())
        ? Optional.of(TrainedModel.open(run.folder(), run.backend(), rows))
        : Optional.empty();
  }

  private static boolean suits(Preprocessing preprocessing) {
    Inputs inputs = preprocessing.inputs();
    Outputs outputs = preprocessing.outputs();
    return (inputs instanceof TableInputs || inputs instanceof PictureInputs)
        && (outputs instanceof Outputs.Classes || outputs instanceof Outputs.Quantity);
  }
}
