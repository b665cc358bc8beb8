package dev.ensayo.supervised.linear;

import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.LearningConfig;
import dev.ensayo.supervised.learning.SupervisedSettings;
import dev.ensayo.supervised.scores.ScoresConfig;

/** Settings of linear, logistic and softmax regression. */
public record LinearConfig(
    @Setting(
            value = "distribution of the initial weights; the biases start at zero",
            defaultValue = "zero")
        Initialization initialization,
    @Setting("how it learns") LearningConfig learning,
    @Setting("what is measured and shown") ScoresConfig scores)
    implements SupervisedSettings {
  public LinearConfig {
    Settings.check(LinearConfig.class, initialization, learning, scores);
  }
}
