package dev.ensayo.supervised.nearest;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.preprocessing.PictureReader;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.core.service.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The picture that others are compared with.
 *
 * @param name the file's, or as it was asked for
 * @param label number of its class; −1 where that is not known
 * @param part of which it is an example; null for a file
 * @param index its number in the part, from 0
 * @param levels {@code [C, H, W]}, 255 for the brightest
 * @param input of a network, {@code [C, H, W]}
 */
@SuppressWarnings("ArrayRecordComponent")
record AskedPicture(String name, int label, Split part, int index, byte[] levels, float[] input) {
  private static final Pattern EXAMPLE = Pattern.compile("(\\p{Alpha}+):([+-]?\\d{1,9})");

  /**
   * Finds it.
   *
   * @param name a file, or an example such as {@code test:17}
   * @throws InvalidSettingException if there is no such picture
   */
  static AskedPicture of(String name, RunPictures pictures) {
    Path file = Path.of(name);
    Matcher example = EXAMPLE.matcher(name);
    if (!Files.exists(file) && example.matches()) {
      return example(name, example.group(1), Integer.parseInt(example.group(2)), pictures);
    }
    if (!Files.exists(file)) {
      throw new InvalidSettingException(
          "", file + ": there is no such file; one of the run's own pictures is asked by test:1");
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidSettingException("", file + ": is a folder; name one picture");
    }
    byte[] levels;
    try {
      levels = reader().read(file, pictures.inputs());
    } catch (UnreadableInputException e) {
      throw new InvalidSettingException("", file + ": " + e.getMessage());
    }
    float[] input = new float[levels.length];
    pictures.inputs().write(levels, input, 0);
    return new AskedPicture(
        file.getFileName().toString(), -1, null, NearestExamples.NONE, levels, input);
  }

  private static PictureReader reader() {
    return Services.of(PictureReader.class).found().stream()
        .findFirst()
        .orElseThrow(() -> new InvalidSettingException("", "nothing here can read pictures"));
  }

  private static AskedPicture example(String name, String label, int number, RunPictures pictures) {
    Split part =
        Arrays.stream(Split.values())
            .filter(split -> split.label().equals(label))
            .findFirst()
            .orElseThrow(
                () -> {
                  List<String> parts = Arrays.stream(Split.values()).map(Split::label).toList();
                  return new InvalidSettingException(
                      "",
                      name
                          + ": there is neither such a file nor a part '"
                          + label
                          + "'; parts are "
                          + String.join(", ", parts));
                });
    Examples examples = pictures.part(part);
    if (number < 1 || number > examples.size()) {
      throw new InvalidSettingException(
          "",
          examples.size() == 0
              ? name + ": the run's " + label + " part is empty"
              : "%s: the run's %s part has the pictures %s:1 to %s:%d"
                  .formatted(name, label, label, label, examples.size()));
    }
    int index = number - 1;
    float[] input = new float[pictures.spec().inputSize()];
    examples.read(index, input, 0);
    return new AskedPicture(
        name, examples.label(index), part, index, examples.picture(index).orElseThrow(), input);
  }
}
