package dev.ensayo.supervised.linear;

import dev.ensayo.backend.spec.WeightStart;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.Supervised;
import dev.ensayo.supervised.scores.ShownScores;

/** Settings of linear, logistic and softmax regression. */
public record LinearConfig(
    @Setting(
            value =
                "distribution of the initial weights, while the biases start at zero; or all of"
                    + " them, as {type: given, layers: [{weights: [[20, 20]], biases: [-30]}]}",
            defaultValue = "zero")
        WeightStart initialization,
    @Setting("how it learns") Learning learning,
    @Setting("what is measured and shown") ShownScores scores)
    implements Supervised {
  public LinearConfig {
    Settings.check(LinearConfig.class, initialization, learning, scores);
  }
}
