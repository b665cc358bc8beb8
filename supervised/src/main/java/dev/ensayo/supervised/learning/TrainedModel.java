package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.backend.Models;
import dev.ensayo.core.asked.ExampleModel;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a finished run of a supervised learner learned, ready to be asked. The inputs are made by
 * its {@link #preprocessing}; the outputs are read as in training. Not thread-safe.
 */
public final class TrainedModel implements ExampleModel {
  private static final String MODEL = "model.zip";

  private final Preprocessing preprocessing;
  private final ModelLearner learner;
  private final ExamplesSpec spec;
  private final Predictions predictions;

  private TrainedModel(Preprocessing preprocessing, ModelLearner learner, int rows) {
    this.preprocessing = preprocessing;
    this.learner = learner;
    boolean classes = preprocessing.outputs() instanceof Outputs.Classes;
    Answers answers = classes ? ofClasses(learner) : Answers.NUMBER;
    this.spec = spec(preprocessing);
    this.predictions =
        new Predictions(learner, spec, answers, preprocessing.outputs().answerScale(), rows);
  }

  /**
   * Opens the model of a run.
   *
   * @param run its folder
   * @param backend where it is computed
   * @param rows how many inputs are computed at a time
   * @throws InvalidSettingException if the run is none of a supervised learner, or of before runs
   *     wrote their preprocessing
   * @throws IOException if a file cannot be read
   */
  public static TrainedModel open(Path run, BackendConfig backend, int rows) throws IOException {
    Preprocessing preprocessing =
        Preprocessing.read(run)
            .orElseThrow(
                () ->
                    new InvalidSettingException(
                        "",
                        run
                            + " has no "
                            + Preprocessing.FILE
                            + ": it was made before runs wrote it; make the run again"));
    boolean answers =
        preprocessing.outputs() instanceof Outputs.Classes
            || preprocessing.outputs() instanceof Outputs.Quantity;
    if (!answers || !Files.exists(run.resolve(MODEL))) {
      throw new InvalidSettingException(
          "", run + " is no run of a supervised learner, which has learned to answer");
    }
    ModelLearner learner = new ModelLearner(Models.load(run.resolve(MODEL), backend, 0, rows));
    return new TrainedModel(preprocessing, learner, rows);
  }

  private static Answers ofClasses(ModelLearner learner) {
    if (learner.outputSize() == 1) {
      return Answers.SECOND_CLASS;
    }
    return learner.model().outputFunction().equals("sigmoid")
        ? Answers.ONE_VERSUS_REST
        : Answers.CLASSES;
  }

  private static ExamplesSpec spec(Preprocessing preprocessing) {
    return new ExamplesSpec(
        ImmutableIntArray.copyOf(shape(preprocessing.inputs())),
        preprocessing.outputs() instanceof Outputs.Classes classes
            ? ImmutableList.copyOf(classes.names())
            : ImmutableList.of(),
        ImmutableList.of());
  }

  private static List<Integer> shape(Inputs inputs) {
    if (inputs instanceof PictureInputs pictures) {
      return pictures.shape();
    }
    if (inputs instanceof BagInputs bag) {
      return List.of(bag.width());
    }
    return inputs instanceof TableInputs table
        ? List.of(table.width())
        : ((Inputs.Numbers) inputs).shape();
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public int inputSize() {
    return learner.inputSize();
  }

  @Override
  public ImmutableList<String> classes() {
    return spec.classes();
  }

  @Override
  public float[] probabilities(float[] inputs, int count) {
    return predictions.probabilities(inputs, count);
  }

  @Override
  public double[] numbers(float[] inputs, int count) {
    return predictions.numbers(inputs, count);
  }

  @Override
  public void close() {
    learner.close();
  }
}
