package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.PredictionProfile;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.List;

/** What a classifier answers: the likeliest class of each row, and the probabilities of all. */
final class ClassOutputs {
  /** The output with the likeliest class. */
  private static final String CLASS = "class";

  /** The output with the probabilities of all classes. */
  private static final String PROBABILITIES = "probabilities";

  private ClassOutputs() {}

  /** Those of so many classes. */
  static ImmutableList<TensorSpec> specs(int classes) {
    return ImmutableList.of(
        TensorSpec.ofRows(CLASS, Datatype.BYTES),
        TensorSpec.ofRows(PROBABILITIES, Datatype.FP32, classes));
  }

  /**
   * The outputs of some rows.
   *
   * @param names of the K classes
   * @param probabilities {@code [rows, K]}
   */
  static ImmutableList<Tensor> of(List<String> names, float[] probabilities) {
    int classes = names.size();
    int rows = probabilities.length / classes;
    String[] likeliest = new String[rows];
    for (int row = 0; row < rows; row++) {
      likeliest[row] =
          names.get(PredictionProfile.likeliest(probabilities, row * classes, classes));
    }
    return ImmutableList.of(
        Tensor.of(CLASS, List.of((long) rows), likeliest),
        Tensor.of(PROBABILITIES, List.of((long) rows, (long) classes), probabilities));
  }
}
