package dev.ensayo.environments.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.AugmentedPictures;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.TestData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in files that are written here, sound and damaged. */
class ImagesTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  @TempDir Path folder;

  private LabelledExamples open(String settings) {
    return ImagesProvider.open(
        Settings.of(
            ImagesConfig.class,
            "{source: '" + folder + "'" + (settings.isEmpty() ? "" : ", " + settings) + "}"),
        new DataFolders(List.of(folder), folder));
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String settings) {
    return assertThatThrownBy(() -> open(settings).examples(Split.TRAIN, SEEDS))
        .isInstanceOf(InvalidSettingException.class);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(bytes);
    }
  }

  private static byte[] idxImages(int announced, int written, int side) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(2051);
    data.writeInt(announced);
    data.writeInt(side);
    data.writeInt(side);
    for (int i = 0; i < written; i++) {
      for (int p = 0; p < side * side; p++) {
        data.write(10 * i + p);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] idxLabels(int count, int classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(2049);
    data.writeInt(count);
    for (int i = 0; i < count; i++) {
      data.write(i % classes);
    }
    return bytes.toByteArray();
  }

  private void writeIdx(String ending) throws IOException {
    write("train-images-idx3-ubyte" + ending, idxImages(12, 12, 2));
    write("train-labels-idx1-ubyte" + ending, idxLabels(12, 3));
    write("t10k-images-idx3-ubyte" + ending, idxImages(6, 6, 2));
    write("t10k-labels-idx1-ubyte" + ending, idxLabels(6, 3));
  }

  @Test
  void idxFilesAreReadPlainAndPacked() throws IOException {
    for (String ending : List.of(".gz", "")) {
      writeIdx(ending);
      LabelledExamples set = open("validShare: 0, normalize: none");
      assertThat(set.spec().inputShape().asList()).containsExactly(1, 2, 2);
      assertThat(set.spec().classes()).containsExactly("0", "1", "2");
      assertThat(set.dataSha256()).hasSize(4);
      Examples train = set.examples(Split.TRAIN, SEEDS);
      assertThat(train.size()).isEqualTo(12);
      float[] into = new float[5];
      train.read(7, into, 1);
      assertThat(into).containsExactly(0, 70, 71, 72, 73);
      assertThat(train.label(7)).isEqualTo(1);
      assertThat(train.value(7)).isNaN();
      assertThat(train.picture(7)).hasValue(new byte[] {70, 71, 72, 73});
      assertThat(set.examples(Split.TEST, SEEDS).size()).isEqualTo(6);
      assertThat(set.examples(Split.VALID, SEEDS).size()).isZero();
      for (String kind : List.of("images-idx3", "labels-idx1")) {
        Files.delete(folder.resolve("train-" + kind + "-ubyte" + ending));
        Files.delete(folder.resolve("t10k-" + kind + "-ubyte" + ending));
      }
    }
  }

  @Test
  void chosenClassesAreNumberedAnewAndGrouped() throws IOException {
    writeIdx("");
    LabelledExamples set =
        open(
            "classes: [2, 0], groups: {even: [0, 2]}, classNames: [zero, one, two], validShare: 0");
    assertThat(set.spec().classes()).containsExactly("two", "zero");
    assertThat(set.spec().groups()).containsExactly("even");
    Examples train = set.examples(Split.TRAIN, SEEDS);
    assertThat(train.size()).isEqualTo(8);
    assertThat(train.label(0)).isEqualTo(1);
    assertThat(train.label(1)).isEqualTo(0);
    assertThat(train.group(0)).isZero();
    assertRefused("classes: [0, 1], groups: {odd: [2]}").hasMessageContaining("'2'");
  }

  @Test
  void normalizationIsFittedOnTheTrainingPartAlone() throws IOException {
    writeIdx("");
    LabelledExamples set = open("normalize: standardize, perClass: 1, validShare: 0");
    Examples train = set.examples(Split.TRAIN, SEEDS);
    float[] into = new float[12];
    double mean = 0;
    for (int i = 0; i < 3; i++) {
      train.read(i, into, 4 * i);
    }
    for (float x : into) {
      mean += x / 12;
    }
    double variance = 0;
    for (float x : into) {
      variance += (x - mean) * (x - mean) / 12;
    }
    assertThat(mean).isCloseTo(0, within(1e-5));
    assertThat(variance).isCloseTo(1, within(1e-5));
  }

  @Test
  void damagedIdxFilesAreNamed() throws IOException {
    writeIdx("");
    write("train-images-idx3-ubyte", idxImages(12, 9, 2));
    assertRefused("")
        .hasMessageContaining("train-images-idx3-ubyte")
        .hasMessageContaining("12 images")
        .hasMessageContaining("9 are there");
    write("train-images-idx3-ubyte", idxLabels(12, 3));
    assertRefused("")
        .hasMessageContaining("starts with the number 2049")
        .hasMessageContaining("2051")
        .hasMessageContaining("file of labels");
    write("train-images-idx3-ubyte", idxImages(11, 11, 2));
    assertRefused("").hasMessageContaining("11 images").hasMessageContaining("12 labels");
    write("train-images-idx3-ubyte", idxImages(12, 13, 2));
    assertRefused("").hasMessageContaining("more follows");
    write("train-images-idx3-ubyte", new byte[] {0, 0, 8});
    assertRefused("").hasMessageContaining("ends too early");
    write("train-images-idx3-ubyte", idxImages(12, 12, 3));
    assertRefused("").hasMessageContaining("2×2").hasMessageContaining("3×3");
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    assertRefused("").hasMessageContaining("train-labels-idx1-ubyte");
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), new byte[] {1, 2, 3, 4});
    write("train-labels-idx1-ubyte", idxLabels(12, 3));
    assertRefused("").hasMessageContaining("gzip");
  }

  @Test
  void aClassWithoutExampleIsNamed() throws IOException {
    writeIdx("");
    assertRefused("classNames: [a, b, c, d]").hasMessageContaining("class 'd' has no example");
    assertRefused("classNames: [a, b]").hasMessageContaining("label 2");
  }

  @Test
  void whatIsNotThereIsSearchedAndNamed() {
    assertRefused("").hasMessageContaining("train-images-idx3-ubyte").hasMessageContaining("PNG");
    assertThatThrownBy(
            () ->
                ImagesProvider.open(
                    Settings.of(ImagesConfig.class, "{source: mnist}"),
                    new DataFolders(List.of(folder), folder)))
        .hasMessageContaining("'mnist'")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("data get mnist");
    assertThatThrownBy(
            () -> new ImagesProvider().open(Settings.of(ImagesConfig.class, "{source: mnits}")))
        .hasMessageContaining("neither a data set (mnist")
        .hasMessageContaining("nor a folder");
  }

  /** Where the whole of CIFAR-10 is not there, but its sample is. */
  @Test
  void aSampleOfAMissingSetIsNamed() {
    DataFolders folders = TestData.with("cifar10-sample/test-first1000.bin.gz");
    assumeTrue(folders.find("cifar10/cifar-10-binary.tar.gz").isEmpty(), "CIFAR-10 is there");
    assertThatThrownBy(
            () ->
                ImagesProvider.open(Settings.of(ImagesConfig.class, "{source: cifar10}"), folders))
        .hasMessageContaining("'cifar10' is not on this machine")
        .hasMessageContaining("cifar10-sample, the first 5,000");
  }

  private static byte[] cifar(int... labels) {
    byte[] records = new byte[labels.length * 3073];
    for (int i = 0; i < labels.length; i++) {
      records[i * 3073] = (byte) labels[i];
      records[i * 3073 + 1] = (byte) (i + 1);
      records[i * 3073 + 1 + 1024] = (byte) (i + 101);
    }
    return records;
  }

  private static byte[] tar(String name, byte[] content) {
    int blocks = (content.length + 511) / 512;
    byte[] member = new byte[512 + 512 * blocks];
    byte[] path = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(path, 0, member, 0, path.length);
    byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, member, 124, size.length);
    System.arraycopy(content, 0, member, 512, content.length);
    return member;
  }

  @Test
  void cifarIsReadFromBatchesAndFromItsArchive() throws IOException {
    write("data_batch_1.bin", cifar(0, 1, 0, 1));
    write("data_batch_2.bin.gz", cifar(1, 0));
    write("test_batch.bin", cifar(0, 1));
    LabelledExamples set = open("validShare: 0, normalize: none, classes: [airplane, automobile]");
    assertThat(set.spec().inputShape().asList()).containsExactly(3, 32, 32);
    Examples train = set.examples(Split.TRAIN, SEEDS);
    assertThat(train.size()).isEqualTo(6);
    float[] into = new float[3072];
    train.read(5, into, 0);
    assertThat(into[0]).isEqualTo(2);
    assertThat(into[1024]).isEqualTo(102);
    assertThat(train.label(5)).isZero();
    write("data_batch_1.bin", new byte[3072]);
    assertRefused("").hasMessageContaining("after 0 images").hasMessageContaining("3073");
    write("data_batch_1.bin", cifar(11));
    assertRefused("").hasMessageContaining("label 11");
  }

  @Test
  void membersOfATarArchiveAreFound() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    archive.write(tar("cifar-10-batches-bin/readme.html", new byte[700]));
    archive.write(tar("cifar-10-batches-bin/data_batch_1.bin", cifar(0, 1)));
    archive.write(tar("cifar-10-batches-bin/test_batch.bin", cifar(1, 0, 0)));
    archive.write(new byte[1024]);
    write("cifar-10-binary.tar.gz", archive.toByteArray());
    DataFile file = new DataFile(folder.resolve("cifar-10-binary.tar.gz"));
    CifarImages set =
        new CifarImages(
            "cifar10",
            Map.of(Split.TRAIN, ImmutableList.of(file), Split.TEST, ImmutableList.of(file)),
            List.of());
    assertThat(set.labels(Split.TRAIN)).containsExactly(0, 1);
    assertThat(set.labels(Split.TEST)).containsExactly(1, 0, 0);
    assertThat(set.pixels(Split.TEST)).hasSize(3 * 3072);
  }

  private void writePicture(String name, int type, int width, int height, int rgb)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
          image.getRaster().setSample(x, y, 0, rgb & 0xFF);
        } else {
          image.setRGB(x, y, rgb);
        }
      }
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
  }

  private void writeFolder() throws IOException {
    for (int i = 0; i < 5; i++) {
      writePicture("cat/" + i + ".png", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
      writePicture("dog/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 3, 2, 0x80);
    }
  }

  @Test
  void aFolderOfPicturesIsRead() throws IOException {
    writeFolder();
    Files.writeString(folder.resolve("dog/notes.txt"), "no picture");
    LabelledExamples set = open("validShare: 0, testShare: 0.2, normalize: none");
    assertThat(set.spec().classes()).containsExactly("cat", "dog");
    assertThat(set.spec().inputShape().asList()).containsExactly(3, 2, 3);
    Examples train = set.examples(Split.TRAIN, SEEDS);
    assertThat(train.size()).isEqualTo(8);
    assertThat(set.examples(Split.TEST, SEEDS).size()).isEqualTo(2);
    float[] into = new float[18];
    train.read(0, into, 0);
    assertThat(into)
        .containsExactly(16, 16, 16, 16, 16, 16, 32, 32, 32, 32, 32, 32, 48, 48, 48, 48, 48, 48);
    train.read(7, into, 0);
    assertThat(into).containsOnly(128); // grey levels as stored, whatever the colour space
    assertThat(open("color: grey").spec().inputShape().asList()).containsExactly(1, 2, 3);
  }

  @Test
  void aFolderMayHaveItsOwnParts() throws IOException {
    for (String part : List.of("train", "test")) {
      writePicture(part + "/a/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
      writePicture(part + "/b/1.jpg", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 200);
    }
    LabelledExamples set = open("validShare: 0");
    assertThat(set.spec().inputShape().asList()).containsExactly(1, 2, 2);
    assertThat(set.examples(Split.TRAIN, SEEDS).size()).isEqualTo(2);
    assertThat(set.examples(Split.TEST, SEEDS).size()).isEqualTo(2);
  }

  @Test
  void aCorruptPictureIsNamedOrSkipped() throws IOException {
    writeFolder();
    byte[] sound = Files.readAllBytes(folder.resolve("cat/0.png"));
    Files.write(folder.resolve("cat/9.png"), Arrays.copyOf(sound, sound.length / 2));
    Files.writeString(folder.resolve("dog/9.png"), "not a picture");
    assertRefused("").hasMessageContaining("9.png").hasMessageContaining("corrupt: skip");
    LabelledExamples set = open("corrupt: skip, validShare: 0, testShare: 0");
    assertThat(set.examples(Split.TRAIN, SEEDS).size()).isEqualTo(10);
    assertThat(set.dataSha256())
        .containsKeys("cat/9.png (damaged, skipped)", "dog/9.png (damaged, skipped)");
  }

  @Test
  void raggedPicturesAreNamedOrBroughtToOneSize() throws IOException {
    writeFolder();
    writePicture("dog/7.png", BufferedImage.TYPE_BYTE_GRAY, 4, 4, 0x80);
    assertRefused("")
        .hasMessageContaining("2×3")
        .hasMessageContaining("4×4")
        .hasMessageContaining("7.png");
    assertThat(open("size: [5, 6]").spec().inputShape().asList()).containsExactly(3, 5, 6);
    assertThat(open("size: [8], fit: pad").spec().inputShape().asList()).containsExactly(3, 8, 8);
  }

  @Test
  void aClassFolderWithoutPicturesIsNamed() throws IOException {
    writeFolder();
    Files.createDirectory(folder.resolve("emu"));
    assertRefused("").hasMessageContaining("class 'emu' has no example");
  }

  @Test
  void linesOfDigitsAreChecked() throws IOException {
    String good = "0,".repeat(63) + "16,7\n";
    Files.writeString(folder.resolve("optdigits.tra"), good + good.replace(",7", ",3"));
    Files.writeString(folder.resolve("optdigits.tes"), good + good.replace(",7", ",3"));
    Examples train =
        open("classes: [3, 7], validShare: 0, normalize: none").examples(Split.TRAIN, SEEDS);
    float[] into = new float[64];
    train.read(0, into, 0);
    assertThat(into[62]).isZero();
    assertThat(into[63]).isEqualTo(255);
    Files.writeString(folder.resolve("optdigits.tes"), good + "1,2,3\n");
    assertRefused("").hasMessageContaining("line 2").hasMessageContaining("3 numbers");
    Files.writeString(folder.resolve("optdigits.tes"), good.replace("16", "17"));
    assertRefused("").hasMessageContaining("line 1").hasMessageContaining("17");
  }

  @Test
  void theTrainingPartAloneIsDistortedAndCanShowIt() throws IOException {
    writeIdx("");
    LabelledExamples set = open("augment: {shift: 1}, validShare: 0, normalize: none");
    Examples train = set.examples(Split.TRAIN, SEEDS);
    assertThat(train.isAugmented()).isTrue();
    assertThat(set.examples(Split.TEST, SEEDS).isAugmented()).isFalse();
    RandomStream random = SEEDS.stream("show");
    RandomStream same = SEEDS.stream("show");
    float[] into = new float[4];
    for (int i = 0; i < 12; i++) {
      train.readForTraining(i, random, into, 0);
      byte[] picture = train.pictureForTraining(i, same).orElseThrow();
      for (int p = 0; p < 4; p++) {
        assertThat(into[p]).isEqualTo(picture[p] & 0xFF);
      }
    }
    Exhibit.Pictures shown = AugmentedPictures.exhibit(set.spec(), train, 3, 4, random);
    assertThat(shown.pictures()).hasSize(15);
    assertThat(shown.pictures().get(5).pixels()).isEqualTo(train.picture(1).orElseThrow());
  }
}
