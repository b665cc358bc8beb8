package dev.ensayo.supervised.bagofwords;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** How a class is told from the inputs. */
public sealed interface BagModel {
  /** Counted; see {@link NaiveBayesLearner}. */
  @Choice(
      value = "naive-bayes",
      summary = "multinomial naive Bayes: counted in one epoch, nothing to tune")
  record NaiveBayes(
      @Setting(
              value = "α: added to each count of an n-gram in a class",
              defaultValue = "1",
              min = 0,
              minExcluded = true)
          double smoothing)
      implements BagModel {
    public NaiveBayes {
      Settings.check(NaiveBayes.class, smoothing);
    }
  }

  /** Learned by gradient steps. */
  @Choice(
      value = "softmax-regression",
      summary = "softmax of weighted sums, by gradient steps from zero as 'learning' says")
  record SoftmaxRegression() implements BagModel {}
}
