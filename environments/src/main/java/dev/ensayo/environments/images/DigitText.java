package dev.ensayo.environments.images;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.PictureShape;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Digits as lines of text: pixels and a label.
 *
 * @param splitter between the fields of a line
 * @param shape of a picture
 * @param labelFirst whether the label comes before the pixels, else behind them
 * @param least the number that stands for black
 * @param most the number that stands for white
 */
record DigitText(
    Splitter splitter, PictureShape shape, boolean labelFirst, double least, double most) {
  private static final int BRIGHTEST = 255;
  private static final int CLASSES = 10;

  /** optdigits: 64 whole numbers from 0 to 16, then the label, commas between. */
  static final DigitText OPTDIGITS =
      new DigitText(Splitter.on(',').trimResults(), new PictureShape(1, 8, 8), false, 0, 16);

  /** USPS as in "The Elements of Statistical Learning": the label, then 256 numbers in [−1, 1]. */
  static final DigitText USPS =
      new DigitText(
          Splitter.on(CharMatcher.whitespace()).omitEmptyStrings(),
          new PictureShape(1, 16, 16),
          true,
          -1,
          1);

  /** Both parts of a set. */
  ReadImages images(String name, DataFile train, DataFile test, List<String> classNames) {
    ImmutableMap<Split, ReadImages.Part> parts =
        ImmutableMap.of(Split.TRAIN, read(train), Split.TEST, read(test));
    return new ReadImages(
        name,
        ClassNames.of(
            classNames, parts.values().stream().map(ReadImages.Part::labels).toList(), train),
        shape,
        parts,
        ImmutableMap.of(train.place(), train.sha256(), test.place(), test.sha256()),
        ImmutableList.of(),
        true);
  }

  /**
   * Reads a file; pixels become the nearest of 256 levels.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException naming the line that is damaged
   */
  ReadImages.Part read(DataFile file) {
    return file.read(
        in -> {
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
          List<Integer> labels = new ArrayList<>();
          List<byte[]> pictures = new ArrayList<>();
          int number = 0;
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
              byte[] picture = new byte[shape.size()];
              labels.add(parse(file, number, splitter.splitToList(line), picture));
              pictures.add(picture);
            }
          }
          if (pictures.isEmpty()) {
            throw new EOFException("it has no line");
          }
          byte[] pixels = new byte[pictures.size() * shape.size()];
          for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, pixels, i * shape.size(), shape.size());
          }
          return new ReadImages.Part(
              labels.stream().mapToInt(n -> n).toArray(), pixels, ImmutableList.of());
        });
  }

  private int parse(DataFile file, int line, List<String> fields, byte[] picture) {
    if (fields.size() != shape.size() + 1) {
      throw file.wrong(
          "line %s has %s numbers, not %s: a label and %s pixels"
              .formatted(line, fields.size(), shape.size() + 1, shape.size()));
    }
    int first = labelFirst ? 1 : 0;
    for (int i = 0; i < picture.length; i++) {
      double value = number(file, line, fields.get(first + i));
      if (!(value >= least && value <= most)) {
        throw file.wrong(
            "line %s has the pixel %s; pixels lie in [%s, %s]"
                .formatted(line, fields.get(first + i), least, most));
      }
      picture[i] = (byte) Math.round(BRIGHTEST * (value - least) / (most - least));
    }
    double label = number(file, line, fields.get(labelFirst ? 0 : shape.size()));
    if (label != Math.rint(label) || label < 0 || label >= CLASSES) {
      throw file.wrong("line %s has the label %s; it is a digit".formatted(line, label));
    }
    return (int) label;
  }

  private static double number(DataFile file, int line, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw file.wrong("line %s has '%s' where a number is expected".formatted(line, text));
    }
  }
}
