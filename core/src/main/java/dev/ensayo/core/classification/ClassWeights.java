package dev.ensayo.core.classification;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How much the loss of an example counts, by its class. */
public sealed interface ClassWeights {
  /**
   * The factor of each class.
   *
   * @param classes their names
   * @param counts training examples of each class, each at least 1
   */
  float[] weights(List<String> classes, long[] counts);

  /** Every example counts alike. */
  @Choice(value = "equal", summary = "every example counts alike")
  record Equal() implements ClassWeights {
    @Override
    public float[] weights(List<String> classes, long[] counts) {
      float[] weights = new float[counts.length];
      Arrays.fill(weights, 1);
      return weights;
    }
  }

  /**
   * N / (K·n) for a class with n of the N training examples, K classes: every class counts alike
   * and the mean weight is 1 (King and Zeng, "Logistic regression in rare events data", 2001).
   */
  @Choice(value = "balanced", summary = "every class counts alike, however rare")
  record Balanced() implements ClassWeights {
    @Override
    public float[] weights(List<String> classes, long[] counts) {
      long all = 0;
      for (long count : counts) {
        all += count;
      }
      float[] weights = new float[counts.length];
      for (int i = 0; i < counts.length; i++) {
        weights[i] = (float) (all / ((double) counts.length * counts[i]));
      }
      return weights;
    }
  }

  /** Written out. */
  @Choice(value = "given", summary = "weights by name, 1 for the others")
  record Given(@Setting(value = "class name to factor", min = 0) Map<String, Double> byClass)
      implements ClassWeights {
    public Given {
      Settings.check(Given.class, byClass);
      byClass = ImmutableMap.copyOf(byClass);
    }

    @Override
    public float[] weights(List<String> classes, long[] counts) {
      float[] weights = new float[classes.size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = byClass.getOrDefault(classes.get(i), 1.0).floatValue();
      }
      return weights;
    }

    /**
     * Checks that all classes named exist.
     *
     * @param path of this setting, for the message
     */
    public void check(List<String> classes, String path) {
      for (String name : byClass.keySet()) {
        if (!classes.contains(name)) {
          throw new InvalidSettingException(
              path + ".byClass." + name,
              "no class is called '" + name + "'; " + NearestName.hint(name, classes));
        }
      }
    }
  }
}
