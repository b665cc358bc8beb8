package dev.ensayo.supervised.autoencoder;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.Split;
import dev.ensayo.supervised.nearest.SearchPrecision;
import java.util.List;
import java.util.Set;

/** Names of what an autoencoder records. */
final class AutoencoderMetrics {
  static final String LOSS = "train/loss";
  static final String GRADIENT_NORM = "train/grad_norm";

  /** While layers learn one by one: the mean over the numbers that enter the layer at hand. */
  static final String LAYER_LOSS = "train/layer_loss";

  /** With a penalty on the code: what it adds to the loss of one number of the input. */
  static final String PENALTY = "penalty";

  static final String TRAIN_PENALTY = "train/" + PENALTY;

  /** Of a part: the accuracy, or R², of a linear probe on the code. */
  static final String PROBE = "probe_accuracy";

  static final String PROBE_R2 = "probe_r2";

  /** Before k: share of the k nearest codes of the training part that have the same class. */
  static final String PRECISION = "precision_at_";

  /** Before the name of what is measured of principal components of the same number. */
  static final String PCA = "pca_";

  /** Before the name of what is measured of the inputs themselves. */
  static final String INPUT = "input_";

  /** Share of the code's units that are not 0. */
  static final String ACTIVE = "code_active";

  private static final List<String> OF_A_PART =
      List.of(
          "loss",
          "mse",
          ACTIVE,
          PENALTY,
          PROBE,
          PROBE_R2,
          PCA + "mse",
          PCA + PROBE,
          PCA + PROBE_R2);

  private AutoencoderMetrics() {}

  static Set<String> names() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    names.add(LOSS).add(GRADIENT_NORM).add(TRAIN_PENALTY).add(LAYER_LOSS);
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      OF_A_PART.forEach(name -> names.add(part.label() + "/" + name));
      for (String searched : List.of("", PCA, INPUT)) {
        SearchPrecision.COUNTS.forEach(
            count -> names.add(part.label() + "/" + searched + PRECISION + count));
      }
    }
    return names.build();
  }
}
