package dev.ensayo.supervised.bagofwords;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.supervised.learning.Learning;
import dev.ensayo.supervised.learning.Supervised;
import dev.ensayo.supervised.scores.ShownScores;

/** Settings of {@code bag-of-words}. */
public record BagOfWordsConfig(
    @Setting(value = "how a class is told from the inputs", defaultValue = "naive-bayes")
        BagModel model,
    @Setting("which n-grams are inputs") BagFeatures features,
    @Setting(
            value =
                "n-grams of each class that the report shows, those that speak most for it against"
                    + " the others",
            defaultValue = "10",
            min = 0,
            max = 1000,
            unit = "n-grams")
        int telling,
    @Setting(
            "how it learns; of these naive-bayes has batchSize, which changes nothing, and"
                + " classWeights alone")
        Learning learning,
    @Setting("what is measured and shown") ShownScores scores)
    implements Supervised {
  public BagOfWordsConfig {
    Settings.check(BagOfWordsConfig.class, model, features, telling, learning, scores);
    if (model instanceof BagModel.NaiveBayes) {
      if (learning.earlyStopping().isPresent()) {
        throw new InvalidSettingException(
            "learning.earlyStopping",
            "naive-bayes counts the training part once; leave it out, or set model:"
                + " softmax-regression");
      }
      if (learning.labelSmoothing() > 0) {
        throw new InvalidSettingException(
            "learning.labelSmoothing",
            "naive-bayes counts right answers; leave it out, or set model: softmax-regression");
      }
    }
  }
}
