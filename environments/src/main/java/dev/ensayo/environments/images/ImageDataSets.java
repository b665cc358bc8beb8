package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetProvider;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.ImageSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sets of images that can be named. */
public final class ImageDataSets implements DataSetProvider {
  private static final String MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
  private static final String FASHION =
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
  private static final String KMNIST = "http://codh.rois.ac.jp/kmnist/dataset/kmnist/";
  private static final String UCI =
      "https://archive.ics.uci.edu/ml/machine-learning-databases/optical-recognition-of-handwritten-digits/";
  private static final String ESL = "https://hastie.su.domains/ElemStatLearn/datasets/";
  private static final String CIFAR = "https://www.cs.toronto.edu/~kriz/";
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";
  private static final String UNPUBLISHED = "";

  private static final ImmutableList<String> FASHION_CLASSES =
      ImmutableList.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final ImmutableList<String> KMNIST_CLASSES =
      ImmutableList.of("お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を");

  /** Makes images of the files of a set, in its order. */
  private interface Reader {
    ImageSet read(String name, List<DataFile> files, List<String> classNames);
  }

  /** A set and how it is read. */
  private record Entry(DataSet set, Reader reader) {}

  private static final ImmutableList<Entry> ENTRIES =
      ImmutableList.of(
          new Entry(
              new DataSet(
                  "mnist",
                  "60,000 + 10,000 handwritten digits, 28×28 grey (Y. LeCun, C. Cortes, C. Burges)",
                  "CC BY-SA 3.0, as commonly stated",
                  ImmutableList.of(
                      new DataSet.File(
                          "mnist/" + TRAIN_IMAGES,
                          MNIST + TRAIN_IMAGES,
                          "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                          9_912_422),
                      new DataSet.File(
                          "mnist/" + TRAIN_LABELS,
                          MNIST + TRAIN_LABELS,
                          "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                          28_881),
                      new DataSet.File(
                          "mnist/" + TEST_IMAGES,
                          MNIST + TEST_IMAGES,
                          "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                          1_648_877),
                      new DataSet.File(
                          "mnist/" + TEST_LABELS,
                          MNIST + TEST_LABELS,
                          "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                          4_542))),
              idx(ImmutableList.of())),
          new Entry(
              new DataSet(
                  "fashion-mnist",
                  "60,000 + 10,000 pictures of clothing, 28×28 grey (H. Xiao, K. Rasul, R. Vollgraf)",
                  "MIT",
                  ImmutableList.of(
                      new DataSet.File(
                          "fashion-mnist/" + TRAIN_IMAGES,
                          FASHION + TRAIN_IMAGES,
                          "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                          26_421_880),
                      new DataSet.File(
                          "fashion-mnist/" + TRAIN_LABELS,
                          FASHION + TRAIN_LABELS,
                          "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                          29_515),
                      new DataSet.File(
                          "fashion-mnist/" + TEST_IMAGES,
                          FASHION + TEST_IMAGES,
                          "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                          4_422_102),
                      new DataSet.File(
                          "fashion-mnist/" + TEST_LABELS,
                          FASHION + TEST_LABELS,
                          "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                          5_148))),
              idx(FASHION_CLASSES)),
          new Entry(
              new DataSet(
                  "kmnist",
                  "the first 7,000 of 60,000 training images and the 10,000 test images of cursive Japanese characters, 28×28 grey (T. Clanuwat and others)",
                  "CC BY-SA 4.0",
                  ImmutableList.of(
                      new DataSet.File(
                          "kmnist/train-first7000-images-idx3-ubyte.gz",
                          UNPUBLISHED,
                          "9015dc17d0d3c52059dbd01880a6487de2ed30bca1f8ad4bbe7c4e45a86e7516",
                          2_115_850),
                      new DataSet.File(
                          "kmnist/train-first7000-labels-idx1-ubyte.gz",
                          UNPUBLISHED,
                          "7070c05214dd44c224be9e552b87590de3dc0b9837e20191baa14c7af525936b",
                          3_592),
                      new DataSet.File(
                          "kmnist/" + TEST_IMAGES,
                          KMNIST + TEST_IMAGES,
                          "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
                          3_041_136),
                      new DataSet.File(
                          "kmnist/" + TEST_LABELS,
                          KMNIST + TEST_LABELS,
                          "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c",
                          5_120))),
              idx(KMNIST_CLASSES)),
          new Entry(
              new DataSet(
                  "optdigits",
                  "3,823 + 1,797 handwritten digits, 8×8 grey with 17 levels (E. Alpaydin, C. Kaynak)",
                  "CC BY 4.0",
                  ImmutableList.of(
                      new DataSet.File(
                          "optdigits/optdigits.tra",
                          UCI + "optdigits.tra",
                          "e1b683cc211604fe8fd8c4417e6a69f31380e0c61d4af22e93cc21e9257ffedd",
                          563_639),
                      new DataSet.File(
                          "optdigits/optdigits.tes",
                          UCI + "optdigits.tes",
                          "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
                          264_712))),
              digits(DigitText.OPTDIGITS)),
          new Entry(
              new DataSet(
                  "usps",
                  "7,291 + 2,007 handwritten digits from post codes, 16×16 grey (Y. LeCun and others)",
                  "none stated; free for research",
                  ImmutableList.of(
                      new DataSet.File(
                          "usps/zip.train.gz",
                          ESL + "zip.train.gz",
                          "66ebf231ab51f2cf6ac1a892d0f98ccffee1079d7a5db638c1f11f366046ca16",
                          1_829_071),
                      new DataSet.File(
                          "usps/zip.test.gz",
                          ESL + "zip.test.gz",
                          "8dacc3c6e136af6c3488de9e5113a7daf140c8c2f1f0b61c54ee02f03f1a962f",
                          439_208))),
              digits(DigitText.USPS)),
          new Entry(
              new DataSet(
                  "cifar10",
                  "50,000 + 10,000 colour pictures of ten kinds of things, 32×32 (A. Krizhevsky)",
                  "none stated; free for research",
                  ImmutableList.of(
                      new DataSet.File(
                          "cifar10/cifar-10-binary.tar.gz",
                          CIFAR + "cifar-10-binary.tar.gz",
                          "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                          170_052_171))),
              ImageDataSets::cifar),
          new Entry(
              new DataSet(
                  "cifar10-sample",
                  "the first 5,000 training and 1,000 test pictures of CIFAR-10",
                  "none stated; free for research",
                  ImmutableList.of(
                      new DataSet.File(
                          "cifar10-sample/train-first5000.bin.gz",
                          UNPUBLISHED,
                          "4703aafbdb5dd5589e8008dc63cc2901437f5a8ba4d166cdd2ddf820f73daec0",
                          14_139_389),
                      new DataSet.File(
                          "cifar10-sample/test-first1000.bin.gz",
                          UNPUBLISHED,
                          "481869234567c4835abc7c5f640eb4c2dd6fb841f09ea94a7f989d31f337e06c",
                          2_825_834))),
              ImageDataSets::cifar));

  @Override
  public List<DataSet> dataSets() {
    return ENTRIES.stream().map(Entry::set).collect(ImmutableList.toImmutableList());
  }

  /** The set of that name. */
  static Optional<DataSet> named(String name) {
    return ENTRIES.stream().map(Entry::set).filter(set -> set.name().equals(name)).findFirst();
  }

  /** The names of all sets. */
  static ImmutableList<String> names() {
    return ENTRIES.stream()
        .map(entry -> entry.set().name())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Opens a set.
   *
   * @param files where each of its files lies
   * @param classNames empty for the usual ones
   */
  static ImageSet open(DataSet set, Map<String, Path> files, List<String> classNames) {
    List<DataFile> located =
        set.files().stream().map(file -> new DataFile(files.get(file.path()))).toList();
    Entry entry = ENTRIES.stream().filter(e -> e.set().equals(set)).findFirst().orElseThrow();
    return entry.reader().read(set.name(), located, classNames);
  }

  private static Reader idx(List<String> usual) {
    return (name, files, given) ->
        new IdxImages(
            name,
            ImmutableMap.of(
                Split.TRAIN, new IdxImages.Pair(files.get(0), files.get(1)),
                Split.TEST, new IdxImages.Pair(files.get(2), files.get(3))),
            given.isEmpty() ? usual : given,
            Settings.defaults(IdxReading.class));
  }

  private static Reader digits(DigitText format) {
    return (name, files, given) -> format.images(name, files.get(0), files.get(1), given);
  }

  private static ImageSet cifar(String name, List<DataFile> files, List<String> given) {
    return new CifarImages(
        name,
        ImmutableMap.of(
            Split.TRAIN, ImmutableList.of(files.get(0)),
            Split.TEST, ImmutableList.of(files.get(files.size() - 1))),
        given);
  }
}
