package dev.ensayo.supervised.linear;

import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.Supervised;
import dev.ensayo.supervised.scores.ShownScores;

/** Settings of linear, logistic and softmax regression. */
public record LinearConfig(
    @Setting(
            value = "distribution of the initial weights; the biases start at zero",
            defaultValue = "zero")
        Initialization initialization,
    @Setting("how it learns") Learning learning,
    @Setting("what is measured and shown") ShownScores scores)
    implements Supervised {
  public LinearConfig {
    Settings.check(LinearConfig.class, initialization, learning, scores);
  }
}
