package dev.ensayo.environments.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Ints;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.TestData;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Public data sets, where they are on this machine, against what is published of them. */
class KnownImagesTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  private static LabelledExamples open(String set, String file, String settings) {
    return ImagesProvider.open(
        Settings.of(ImagesConfig.class, "{source: " + set + ", validShare: 0" + settings + "}"),
        TestData.with(file));
  }

  private static int[] labels(Examples part, int count) {
    return IntStream.range(0, count).map(part::label).toArray();
  }

  private static int[] counts(Examples part) {
    int[] counts = new int[10];
    for (int label : labels(part, part.size())) {
      counts[label]++;
    }
    return counts;
  }

  /** The mean and deviation of MNIST's training images that everybody uses: 0.1307, 0.3081. */
  @Test
  void mnistHasItsPublishedCountsAndMoments() {
    LabelledExamples mnist =
        open("mnist", "mnist/train-images-idx3-ubyte.gz", ", normalize: standardize");
    Examples train = mnist.examples(Split.TRAIN, SEEDS);
    assertThat(train.size()).isEqualTo(60_000);
    assertThat(mnist.examples(Split.TEST, SEEDS).size()).isEqualTo(10_000);
    assertThat(labels(train, 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(counts(train))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    float[] first = new float[784];
    train.read(0, first, 0);
    assertThat(first[0]).isCloseTo((float) (-0.1307 / 0.3081), within(1e-3f));
    assertThat(mnist.dataSha256().get("mnist/train-labels-idx1-ubyte.gz"))
        .isEqualTo("3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c");
  }

  /** Counts in optdigits.names. */
  @Test
  void optdigitsHaveTheirPublishedCounts() {
    LabelledExamples digits = open("optdigits", "optdigits/optdigits.tra", "");
    assertThat(digits.spec().inputShape().asList()).containsExactly(1, 8, 8);
    assertThat(counts(digits.examples(Split.TRAIN, SEEDS)))
        .containsExactly(376, 389, 380, 389, 387, 376, 377, 387, 380, 382);
    assertThat(counts(digits.examples(Split.TEST, SEEDS)))
        .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
  }

  /** Counts in zip.info of "The Elements of Statistical Learning". */
  @Test
  void uspsHasItsPublishedCounts() {
    LabelledExamples digits = open("usps", "usps/zip.train.gz", "");
    assertThat(digits.spec().inputShape().asList()).containsExactly(1, 16, 16);
    assertThat(counts(digits.examples(Split.TRAIN, SEEDS)))
        .containsExactly(1194, 1005, 731, 658, 652, 556, 664, 645, 542, 644);
    assertThat(counts(digits.examples(Split.TEST, SEEDS)))
        .containsExactly(359, 264, 198, 166, 200, 160, 170, 147, 166, 177);
  }

  @Test
  void cifarBeginsWithAFrogAndTwoTrucks() {
    LabelledExamples sample =
        open("cifar10-sample", "cifar10-sample/test-first1000.bin.gz", ", limit: 5000");
    Examples train = sample.examples(Split.TRAIN, SEEDS);
    assertThat(sample.spec().inputShape().asList()).containsExactly(3, 32, 32);
    assertThat(train.size()).isEqualTo(5_000);
    assertThat(labels(train, 5)).containsExactly(6, 9, 9, 4, 1);
    assertThat(sample.spec().classes().get(6)).isEqualTo("frog");
    assertThat(sample.examples(Split.TEST, SEEDS).size()).isEqualTo(1_000);
  }

  @Test
  void otherSetsOfTheFamilyAndSizesThatFitATorso() {
    LabelledExamples kmnist =
        open("kmnist", "kmnist/t10k-images-idx3-ubyte.gz", ", size: [16], evaluationLimit: 100");
    assertThat(kmnist.spec().inputShape().asList()).containsExactly(1, 16, 16);
    assertThat(kmnist.spec().classes()).startsWith("お", "き");
    assertThat(kmnist.examples(Split.TRAIN, SEEDS).size()).isEqualTo(7_000);
    assertThat(kmnist.examples(Split.TEST, SEEDS).size()).isEqualTo(100);
    LabelledExamples fashion =
        open(
            "fashion-mnist",
            "fashion-mnist/t10k-images-idx3-ubyte.gz",
            ", perClass: 20, classes: [Sandal, Sneaker, Ankle boot]");
    Examples train = fashion.examples(Split.TRAIN, SEEDS);
    assertThat(train.size()).isEqualTo(60);
    assertThat(Ints.asList(labels(train, 60))).containsOnly(0, 1, 2);
    assertThat(fashion.examples(Split.TEST, SEEDS).size()).isEqualTo(3_000);
  }
}
