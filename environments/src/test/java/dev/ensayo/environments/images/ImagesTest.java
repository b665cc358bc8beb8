package dev.ensayo.environments.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
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
import dev.ensayo.environments.examples.ImageSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** As if the files had been there for long, so that what is read of them may be kept. */
  private void age() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
      }
    }
  }

  private static byte[] idx(int type, int[] dimensions, double... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(type << 8 | dimensions.length);
    for (int dimension : dimensions) {
      data.writeInt(dimension);
    }
    for (double value : values) {
      switch (type) {
        case 0x0B -> data.writeShort((int) value);
        case 0x0C -> data.writeInt((int) value);
        case 0x0D -> data.writeFloat((float) value);
        case 0x0E -> data.writeDouble(value);
        default -> data.writeByte((int) value);
      }
    }
    return bytes.toByteArray();
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
  void whatIdxHeadersAnnounceIsCheckedBeforeMemoryIsTaken() throws IOException {
    for (String ending : List.of("", ".gz")) {
      writeIdx(ending);
      write("train-labels-idx1-ubyte" + ending, idx(8, new int[] {Integer.MAX_VALUE}, 0, 1, 2, 3));
      assertRefused("").hasMessageContaining("announces 2147483647 labels");
      write("train-labels-idx1-ubyte" + ending, idxLabels(12, 3));
      write(
          "train-images-idx3-ubyte" + ending,
          idx(8, new int[] {Integer.MAX_VALUE, 30_000, 30_000}, 1, 2, 3));
      assertRefused("").hasMessageContaining("2147483647 images");
      write("train-images-idx3-ubyte" + ending, idx(8, new int[] {12, 40_000, 40_000}, 1, 2, 3));
      assertRefused("").hasMessageContaining("12 images").hasMessageContaining("are there");
      write(
          "train-images-idx3-ubyte" + ending,
          idx(8, new int[] {12, Integer.MAX_VALUE, Integer.MAX_VALUE}, 1, 2, 3));
      assertRefused("").hasMessageContaining("2147483647×2147483647 pixels");
      for (String part : List.of("train", "t10k")) {
        Files.delete(folder.resolve(part + "-images-idx3-ubyte" + ending));
        Files.delete(folder.resolve(part + "-labels-idx1-ubyte" + ending));
      }
    }
  }

  @Test
  void labelsMayStartAtOneAndImagesStandOnTheirSide() throws IOException {
    write(
        "emnist-letters-train-images-idx3-ubyte",
        idx(8, new int[] {2, 2, 3}, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16));
    write("emnist-letters-train-labels-idx1-ubyte", idx(8, new int[] {2}, 2, 1));
    LabelledExamples set =
        open("idx: {firstLabel: 1, transposed: true}, validShare: 0, testShare: 0");
    assertThat(set.spec().classes()).containsExactly("1", "2");
    assertThat(set.spec().inputShape().asList()).containsExactly(1, 3, 2);
    Examples train = set.examples(Split.TRAIN, SEEDS);
    assertThat(train.label(0)).isEqualTo(1);
    assertThat(train.picture(0)).hasValue(new byte[] {1, 4, 2, 5, 3, 6});
    assertThat(open("idx: {firstLabel: 1}, classNames: [a, b]").spec().classes())
        .containsExactly("a", "b");
    assertRefused("").hasMessageContaining("class '0' has no example");
    assertRefused("idx: {firstLabel: 2}").hasMessageContaining("label 1 is 1");
  }

  @Test
  void idxFilesMayHoldOtherTypesOfNumbers() throws IOException {
    write("train-labels-idx1-ubyte", idx(0x0C, new int[] {2}, 0, 1));
    int[] shape = {2, 1, 2};
    for (int type : new int[] {8, 9, 0x0B, 0x0C}) {
      write("train-images-idx3-ubyte", idx(type, shape, 0, 100, 50, 127));
      assertThat(levels("")).containsExactly(0, 100, 50, 127);
    }
    for (int type : new int[] {0x0D, 0x0E}) {
      write("train-images-idx3-ubyte", idx(type, shape, 0, 0.2, 0.5, 1));
      assertThat(levels("")).containsExactly(0, 51, 128, 255);
    }
    write("train-images-idx3-ubyte", idx(0x0B, shape, 0, 1_000, 4_095, 2_047));
    assertRefused("").hasMessageContaining("image 0 has the value 1000.0");
    assertThat(levels("idx: {white: 4095}")).containsExactly(0, 62, 255, 127);
    write("train-images-idx3-ubyte", idx(0x0D, shape, 0, Double.NaN, 0, 0));
    assertRefused("").hasMessageContaining("image 0 has the value NaN");
    write("train-images-idx3-ubyte", idx(0x0B, shape, 0, 1, 2));
    assertRefused("").hasMessageContaining("1 are there, and 1 of 2 values");
  }

  private int[] levels(String settings) {
    Examples train =
        open("validShare: 0, testShare: 0" + (settings.isEmpty() ? "" : ", " + settings))
            .examples(Split.TRAIN, SEEDS);
    return IntStream.range(0, train.size())
        .mapToObj(i -> train.picture(i).orElseThrow())
        .flatMapToInt(picture -> IntStream.range(0, picture.length).map(i -> picture[i] & 0xFF))
        .toArray();
  }

  @Test
  void settingsOfIdxFilesAreRefusedWhereThereAreNone() throws IOException {
    writeFolder();
    assertRefused("idx: {transposed: true}").hasMessageContaining("IDX");
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
  void partsMayBeSpelledInOtherWays() throws IOException {
    for (String[] names :
        new String[][] {
          {"training", "val", "testing"}, {"Train", "VALIDATION", "TEST"}, {"train", "dev", "eval"}
        }) {
      Path root = folder.resolve(names[0] + names[1]);
      for (int i = 0; i < 3; i++) {
        for (int copy = 0; copy <= i; copy++) {
          for (String of : List.of("a", "b")) {
            writePicture(
                root.getFileName() + "/" + names[i] + "/" + of + "/" + copy + ".png",
                BufferedImage.TYPE_BYTE_GRAY,
                2,
                2,
                1);
          }
        }
      }
      LabelledExamples set = openFolder(root, "");
      assertThat(set.spec().classes()).containsExactly("a", "b");
      assertThat(set.examples(Split.TRAIN, SEEDS).size()).isEqualTo(2);
      assertThat(set.examples(Split.VALID, SEEDS).size()).isEqualTo(4);
      assertThat(set.examples(Split.TEST, SEEDS).size()).isEqualTo(6);
      assertThat(set.notes()).isEmpty();
    }
  }

  private static LabelledExamples openFolder(Path root, String settings) {
    return ImagesProvider.open(
        Settings.of(ImagesConfig.class, "{source: '" + root + "'" + settings + "}"),
        new DataFolders(List.of(root), root));
  }

  @Test
  void twoSpellingsOfOnePartOrNoneForTrainingAreRefused() throws IOException {
    for (String part : List.of("train", "val", "validation")) {
      writePicture(part + "/a/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
      writePicture(part + "/b/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    }
    assertRefused("").hasMessageContaining("val and validation could both be the valid part");
    MoreFiles.deleteRecursively(folder.resolve("train"), RecursiveDeleteOption.ALLOW_INSECURE);
    MoreFiles.deleteRecursively(folder.resolve("val"), RecursiveDeleteOption.ALLOW_INSECURE);
    writePicture("test/a/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    assertRefused("")
        .hasMessageContaining("no folder train")
        .hasMessageContaining("validation, test");
  }

  @Test
  void nestedFoldersAreReadAndWhatIsNotIsCountedOnce() throws IOException {
    writeFolder();
    writePicture("cat/more/deep/1.bmp", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    writePicture("cat/more/2.gif", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    writePicture("dog/9.tiff", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    writePicture("loose.png", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    writePicture("__MACOSX/cat/3.png", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    writePicture("cat/__MACOSX/3.png", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    Files.writeString(folder.resolve("cat/._0.png"), "of macOS");
    Files.writeString(folder.resolve("cat/.DS_Store"), "of macOS");
    Files.writeString(folder.resolve("cat/1.HEIC"), "no picture");
    Files.writeString(folder.resolve("dog/1.heic"), "no picture");
    Files.writeString(folder.resolve("dog/notes"), "no picture");
    LabelledExamples set = open("validShare: 0, testShare: 0");
    assertThat(set.spec().classes()).containsExactly("cat", "dog");
    assertThat(set.examples(Split.TRAIN, SEEDS).size()).isEqualTo(13);
    assertThat(set.notes())
        .containsExactly(
            folder
                + ": skipped: 2 .heic, 1 without an ending, 1 pictures that lie in no class's folder"
                + " (loose.png)");
  }

  @Test
  void aFolderAroundTheFolderIsSeenThrough() throws IOException {
    for (String part : List.of("train", "extra")) {
      writePicture("pets/" + part + "/a/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
      writePicture("pets/" + part + "/b/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    }
    writePicture("__MACOSX/pets/train/a/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    LabelledExamples set = open("validShare: 0, testShare: 0");
    assertThat(set.spec().classes()).containsExactly("a", "b");
    assertThat(set.examples(Split.TRAIN, SEEDS).size()).isEqualTo(2);
    assertThat(set.notes())
        .containsExactly(
            folder.resolve("pets") + ": skipped: folders that are no part, beside train (extra)");
  }

  @Test
  void aTestPartMayLackClasses() throws IOException {
    for (String name : List.of("train/a", "train/b", "train/c", "test/a")) {
      writePicture(name + "/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    }
    LabelledExamples set = open("validShare: 0");
    assertThat(set.examples(Split.TEST, SEEDS).size()).isEqualTo(1);
    assertThat(set.notes())
        .containsExactly(
            folder + ": its test part has no b, c; scores of that part leave them out");
    assertRefused("classes: [b, c]").hasMessageContaining("no class has an example in the test");
  }

  @Test
  void allRunsShareWhatWasRead() throws IOException {
    writeFolder();
    age();
    ImagesConfig config =
        Settings.of(ImagesConfig.class, "{source: '" + folder + "', size: [4, 4]}");
    DataFolders folders = new DataFolders(List.of(folder), folder);
    ImageSet first = new ImageSources(config, folders).open();
    ImageSet second =
        new ImageSources(
                Settings.of(
                    ImagesConfig.class,
                    "{source: '" + folder + "', size: [4, 4], augment: {shift: 1}}"),
                folders)
            .open();
    assertThat(second.pixels(Split.TRAIN)).isSameAs(first.pixels(Split.TRAIN));
    assertThat(second.sha256()).isSameAs(first.sha256());
    ImageSet smaller =
        new ImageSources(
                Settings.of(ImagesConfig.class, "{source: '" + folder + "', size: [3, 3]}"),
                folders)
            .open();
    assertThat(smaller.pixels(Split.TRAIN)).hasSize(10 * 27);
    writePicture("cat/0.png", BufferedImage.TYPE_INT_RGB, 3, 2, 0xFFFFFF);
    Files.setLastModifiedTime(folder.resolve("cat/0.png"), FileTime.fromMillis(1_700_000_001_000L));
    ImageSet changed = new ImageSources(config, folders).open();
    assertThat(changed.pixels(Split.TRAIN)[0]).isEqualTo((byte) 255);
    assertThat(changed.sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void picturesThatDoNotFitIntoMemoryAreNamedBeforeTheyAreDecoded() throws IOException {
    writePicture("a/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    writePicture("b/1.png", BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1);
    assertRefused("size: [40000, 40000]")
        .hasMessageContaining("2 images of 40000×40000 grey take 3051 MB")
        .hasMessageContaining("size: [height, width]");
  }

  @Test
  void aTruncatedPhotoIsNamedOrSkipped() throws IOException {
    writeFolder();
    writePicture("cat/9.jpg", BufferedImage.TYPE_INT_RGB, 3, 2, 0x102030);
    byte[] sound = Files.readAllBytes(folder.resolve("cat/9.jpg"));
    Files.write(folder.resolve("cat/9.jpg"), Arrays.copyOf(sound, sound.length - 12));
    assertRefused("").hasMessageContaining("9.jpg").hasMessageContaining("Truncated File");
    LabelledExamples set = open("corrupt: skip, validShare: 0, testShare: 0");
    assertThat(set.examples(Split.TRAIN, SEEDS).size()).isEqualTo(10);
    assertThat(set.notes()).containsExactly(folder + ": skipped: 1 damaged (cat/9.jpg)");
    assertThat(set.dataSha256()).containsKey("cat/9.jpg (damaged, skipped)");
  }

  @Test
  void photosAreTurnedBeforeTheyAreBroughtToASize() throws IOException {
    for (String of : List.of("a", "b")) {
      Files.createDirectory(folder.resolve(of));
      for (int turn : new int[] {1, 6}) {
        try (InputStream in = ImagesTest.class.getResourceAsStream("turned-" + turn + ".jpg")) {
          Files.copy(in, folder.resolve(of + "/" + turn + ".jpg"));
        }
      }
    }
    assertRefused("").hasMessageContaining("8×12").hasMessageContaining("12×8");
    assertThat(open("orientation: stored").spec().inputShape().asList()).containsExactly(3, 8, 12);
    assertThat(open("size: [12, 12], fit: pad").spec().inputShape().asList())
        .containsExactly(3, 12, 12);
    assertRefused("size: [11, 12], fit: pad").hasMessageContaining("12×8");
  }

  @Test
  void augmentationIsKnownBeforeAnythingIsRead() throws IOException {
    writeFolder();
    assertThat(open("augment: {shift: 1}").isAugmented()).isTrue();
    assertThat(open("").isAugmented()).isFalse();
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
