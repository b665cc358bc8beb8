package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureShape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Reads a folder of pictures as {@link FolderLayout} finds them: first what they say of themselves,
 * so that sizes are known before memory is taken, then the pictures, on all cores and each at once
 * at the size that is asked for. All are read, so that a damaged one is found before the first
 * step.
 */
final class PictureFolder {
  private final FolderLayout layout;
  private final ImagesConfig config;
  private final PictureDecoder decoder;

  PictureFolder(Path folder, ImagesConfig config) {
    this.layout = new FolderLayout(folder);
    this.config = config;
    this.decoder = new PictureDecoder(config.orientation());
  }

  /** A picture that is read or was found to be damaged. */
  private static final class Picture {
    final Path file;
    final int label;
    final Split part;
    PictureHeader header;
    String damage = "";
    String sha256 = "";

    Picture(Path file, int label, Split part) {
      this.file = file;
      this.label = label;
      this.part = part;
    }

    boolean isSound() {
      return damage.isEmpty();
    }
  }

  /** Does something with a picture. */
  private interface Step {
    void take(int index, Picture picture) throws DamagedPictureException;
  }

  /**
   * Reads everything.
   *
   * @throws InvalidSettingException if a picture is damaged and may not be skipped, if sizes differ
   *     and none was set, if there is nothing, or more than memory holds
   */
  ReadImages read() {
    List<Picture> all = new ArrayList<>();
    layout
        .pictures()
        .forEach(
            (part, found) ->
                found.forEach(one -> all.add(new Picture(one.file(), one.label(), part))));
    onAllCores(all, (index, picture) -> picture.header = decoder.header(picture.file));
    List<Picture> readable = all.stream().filter(Picture::isSound).toList();
    requireAny(all, readable);
    PictureShape shape = shape(readable);
    Map<Split, List<Picture>> parts = new EnumMap<>(Split.class);
    layout.pictures().keySet().forEach(part -> parts.put(part, new ArrayList<>()));
    readable.forEach(picture -> parts.get(picture.part).add(picture));
    ImmutableMap.Builder<Split, ReadImages.Part> read = ImmutableMap.builder();
    parts.forEach((part, pictures) -> read.put(part, decode(pictures, shape)));
    requireAny(all, all.stream().filter(Picture::isSound).toList());
    return new ReadImages(
        layout.folder().toString(),
        layout.classes(),
        shape,
        read.buildOrThrow(),
        sums(all),
        notes(all),
        config.orientation() == Orientation.UPRIGHT);
  }

  /** Handles pictures; of several damaged ones it is the first that is named. */
  private void onAllCores(List<Picture> pictures, Step step) {
    boolean fail = config.corrupt() == CorruptPictures.FAIL;
    AtomicInteger end = new AtomicInteger(pictures.size());
    IntStream.range(0, pictures.size())
        .parallel()
        .filter(i -> i < end.get())
        .forEach(
            i -> {
              Picture picture = pictures.get(i);
              try {
                step.take(i, picture);
              } catch (DamagedPictureException e) {
                picture.damage = e.getMessage();
                if (fail) {
                  end.accumulateAndGet(i, Math::min);
                }
              }
            });
    if (fail && end.get() < pictures.size()) {
      Picture first = pictures.get(end.get());
      throw new InvalidSettingException(
          "source",
          first.file
              + ": the picture cannot be read: "
              + first.damage
              + "; repair or remove it, or set corrupt: skip");
    }
  }

  private void requireAny(List<Picture> all, List<Picture> sound) {
    if (sound.isEmpty()) {
      throw wrong(
          all.isEmpty()
              ? "there is no picture in it; expected is a folder for each class with files that end"
                  + " in "
                  + String.join(", ", PictureDecoder.ENDINGS)
              : "every picture in it is damaged: "
                  + layout.names(all.stream().map(picture -> picture.file).toList()));
    }
  }

  private PictureShape shape(List<Picture> pictures) {
    int channels =
        pictures.stream()
            .mapToInt(picture -> picture.header.shape().channels())
            .max()
            .orElseThrow();
    Picture first = pictures.get(0);
    PictureShape expected = first.header.shape();
    if (!config.size().isEmpty()) {
      PictureShape shape = new PictureShape(channels, config.height(), config.width());
      pictures.forEach(picture -> requireRoom(picture, shape));
      return shape;
    }
    for (Picture picture : pictures) {
      PictureShape shape = picture.header.shape();
      if (shape.height() != expected.height() || shape.width() != expected.width()) {
        throw wrong(
            "%s has %s×%s pixels and %s has %s×%s; give all the same size with size: [height, width]"
                .formatted(
                    layout.names(List.of(first.file)),
                    expected.height(),
                    expected.width(),
                    layout.names(List.of(picture.file)),
                    shape.height(),
                    shape.width()));
      }
    }
    return new PictureShape(channels, expected.height(), expected.width());
  }

  private void requireRoom(Picture picture, PictureShape shape) {
    PictureShape given = picture.header.shape();
    if (config.fit() == PictureFit.PAD
        && (given.height() > shape.height() || given.width() > shape.width())) {
      throw new InvalidSettingException(
          "size",
          "%s has %s×%s pixels and cannot be padded to %s×%s; use fit: resize"
              .formatted(
                  picture.file, given.height(), given.width(), shape.height(), shape.width()));
    }
  }

  /** Decodes the pictures of a part, and closes the gaps that damaged ones leave. */
  private ReadImages.Part decode(List<Picture> pictures, PictureShape shape) {
    byte[] pixels = PixelMemory.take(layout.folder().toString(), pictures.size(), shape);
    onAllCores(
        pictures,
        (index, picture) -> {
          picture.sha256 = new DataFile(picture.file).sha256();
          decoder
              .decode(picture.file, shape.height(), shape.width(), config.fit())
              .reshape(shape, config.fit(), pixels, index * shape.size());
        });
    int kept = 0;
    for (int i = 0; i < pictures.size(); i++) {
      if (pictures.get(i).isSound()) {
        System.arraycopy(pixels, i * shape.size(), pixels, kept * shape.size(), shape.size());
        kept++;
      }
    }
    List<Picture> sound = pictures.stream().filter(Picture::isSound).toList();
    return new ReadImages.Part(
        sound.stream().mapToInt(picture -> picture.label).toArray(),
        kept == pictures.size() ? pixels : Arrays.copyOf(pixels, kept * shape.size()),
        sound.stream()
            .map(picture -> relative(picture.file))
            .collect(ImmutableList.toImmutableList()));
  }

  private String relative(Path file) {
    return layout.folder().relativize(file).toString().replace('\\', '/');
  }

  private ImmutableList<String> notes(List<Picture> all) {
    List<Path> damaged =
        all.stream().filter(picture -> !picture.isSound()).map(picture -> picture.file).toList();
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    notes.addAll(layout.notes());
    if (!damaged.isEmpty()) {
      notes.add(
          "%s: skipped: %s damaged (%s)"
              .formatted(layout.folder(), damaged.size(), layout.names(damaged)));
    }
    return notes.build();
  }

  /** One sum for all pictures that are used, and one for each that was left out. */
  private ImmutableMap<String, String> sums(List<Picture> pictures) {
    ImmutableMap.Builder<String, String> sums = ImmutableMap.builder();
    Hasher used = Hashing.sha256().newHasher();
    for (Picture picture : pictures) {
      if (picture.isSound()) {
        used.putString(relative(picture.file) + "\n", StandardCharsets.UTF_8);
        used.putString(picture.sha256 + "\n", StandardCharsets.UTF_8);
      }
    }
    sums.put(layout.folder().getFileName().toString(), used.hash().toString());
    for (Picture picture : pictures) {
      if (!picture.isSound()) {
        sums.put(
            relative(picture.file) + " (damaged, skipped)", new DataFile(picture.file).sha256());
      }
    }
    return sums.buildOrThrow();
  }

  private InvalidSettingException wrong(String message) {
    return new InvalidSettingException("source", layout.folder() + ": " + message);
  }
}
