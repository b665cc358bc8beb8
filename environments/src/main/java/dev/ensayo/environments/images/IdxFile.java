package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureShape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A file in the IDX format of MNIST (LeCun, Cortes and Burges): big-endian, a magic number whose
 * third byte is the type of a value (8: unsigned bytes) and whose fourth is the number of
 * dimensions, the size of each dimension as four bytes, then the values.
 */
record IdxFile(DataFile file, IdxReading reading) {
  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;
  private static final int DIMENSIONS_OF_IMAGES = 3;
  private static final int DIMENSIONS_OF_COLOR_IMAGES = 4;
  private static final int TYPE_BITS = 8;
  private static final int BRIGHTEST = 255;
  private static final int MOST_CLASSES = 1 << 16;

  /** No gzip file is longer unpacked, in bytes for each packed one (RFC 1951: 1032). */
  private static final long MOST_UNPACKED = 1033;

  /**
   * What a file of images says of itself.
   *
   * @param stored their shape in the file
   * @param shape of the images, after rows and columns were exchanged if they are to be
   */
  record Header(int count, PictureShape stored, PictureShape shape, IdxType type) {}

  /**
   * Reads the header of a file of images: {@code [N, H, W]}, or {@code [N, C, H, W]}.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it is none, or the file is shorter
   *     than it announces
   */
  Header header() {
    return file.read(in -> header(new DataInputStream(in)));
  }

  /**
   * Reads all images.
   *
   * @return {@code [N, C, H, W]}
   * @throws dev.ensayo.core.config.InvalidSettingException if the file is damaged or there is no
   *     room for so many
   */
  byte[] images() {
    return file.read(
        in -> {
          DataInputStream data = new DataInputStream(in);
          Header header = header(data);
          byte[] pixels = PixelMemory.take(file.path().toString(), header.count(), header.shape());
          if (header.type() == IdxType.UNSIGNED_BYTE && reading.white().isEmpty()) {
            int read = in.readNBytes(pixels, 0, pixels.length);
            if (read < pixels.length) {
              throw missingImages(header, read);
            }
          } else {
            readLevels(header, data, pixels);
          }
          if (reading.transposed()) {
            transpose(header, pixels);
          }
          return requireEnd(in, pixels);
        });
  }

  private void readLevels(Header header, DataInputStream data, byte[] pixels) throws IOException {
    double white = reading.white().orElse(header.type().white());
    for (int i = 0; i < pixels.length; i++) {
      double value = header.type().read(data);
      if (!(value >= 0 && value <= white)) {
        throw file.wrong(
            "image %s has the value %s; 0 is black and %s is white: set idx: {white: …}"
                .formatted(i / header.shape().size(), value, white));
      }
      pixels[i] = (byte) Math.round(BRIGHTEST * value / white);
    }
  }

  private static void transpose(Header header, byte[] pixels) {
    PictureShape stored = header.stored();
    byte[] plane = new byte[stored.pixels()];
    for (int at = 0; at < pixels.length; at += plane.length) {
      System.arraycopy(pixels, at, plane, 0, plane.length);
      for (int y = 0; y < stored.height(); y++) {
        for (int x = 0; x < stored.width(); x++) {
          pixels[at + x * stored.height() + y] = plane[y * stored.width() + x];
        }
      }
    }
  }

  /**
   * Reads all labels; the first class has the number 0.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if the file is damaged
   */
  int[] labels() {
    return file.read(
        in -> {
          DataInputStream data = new DataInputStream(in);
          IdxType type = magic(data, "labels (%s)".formatted(LABELS), 1).type();
          int count = extent(data, "count");
          long room = room(2 * Integer.BYTES) / type.bytes();
          if (count > room) {
            throw new EOFException(missing(count, "labels", room));
          }
          int[] labels = new int[count];
          for (int i = 0; i < count; i++) {
            labels[i] = label(i, count, type, data);
          }
          return requireEnd(in, labels);
        });
  }

  private int label(int index, int count, IdxType type, DataInputStream data) throws IOException {
    double label;
    try {
      label = type.read(data);
    } catch (EOFException e) {
      throw (EOFException) new EOFException(missing(count, "labels", index)).initCause(e);
    }
    double number = label - reading.firstLabel();
    if (number < 0) {
      throw file.wrong(
          "label %s is %s, and the first class has %s%s"
              .formatted(
                  index,
                  plain(label),
                  reading.firstLabel(),
                  reading.firstLabel() == 0 ? "" : " as idx: {firstLabel: …} says"));
    }
    if (number != Math.rint(number) || number >= MOST_CLASSES) {
      throw file.wrong(
          "label %s is %s; labels are whole numbers below %s"
              .formatted(index, plain(label), MOST_CLASSES));
    }
    return (int) number;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String missing(long count, String what, long there) {
    return "its header announces %s %s, %s are there".formatted(count, what, there);
  }

  /** Compares what the header announces with the length of the file, before memory is taken. */
  private void requireRoom(Header header, int headerBytes) throws IOException {
    long needed =
        (long) header.type().bytes()
            * header.count()
            * header.stored().channels()
            * header.stored().height()
            * header.stored().width();
    long room = room(headerBytes);
    if (needed > room) {
      throw missingImages(header, room / header.type().bytes());
    }
  }

  private EOFException missingImages(Header header, long values) {
    int each = header.stored().size();
    return new EOFException(
        "its header announces %s images of %s, %s are there, and %s of %s values of one more"
            .formatted(header.count(), header.stored(), values / each, values % each, each));
  }

  /** How many bytes there are behind the header, of a packed file at most. */
  private long room(int headerBytes) throws IOException {
    long length = Files.size(file.path());
    return (file.isPacked() ? length * MOST_UNPACKED : length) - headerBytes;
  }

  private <T> T requireEnd(InputStream in, T values) throws IOException {
    if (in.read() >= 0) {
      throw file.wrong("more follows than its header announces");
    }
    return values;
  }

  private Header header(DataInputStream data) throws IOException {
    Magic magic =
        magic(
            data,
            "images (%s)".formatted(IMAGES),
            DIMENSIONS_OF_IMAGES,
            DIMENSIONS_OF_COLOR_IMAGES);
    int count = extent(data, "count");
    boolean color = magic.dimensions() == DIMENSIONS_OF_COLOR_IMAGES;
    int channels = color ? extent(data, "channels") : 1;
    int height = extent(data, "height");
    int width = extent(data, "width");
    if (channels != 1 && channels != 3) {
      throw file.wrong("its images have %s channels; 1 and 3 are known".formatted(channels));
    }
    if (height == 0 || width == 0 || (long) height * width > Integer.MAX_VALUE / channels) {
      throw file.wrong("its images are %s×%s pixels".formatted(height, width));
    }
    PictureShape stored = new PictureShape(channels, height, width);
    PictureShape shape =
        reading.transposed()
            ? new PictureShape(channels, /* height= */ width, /* width= */ height)
            : stored;
    Header header = new Header(count, stored, shape, magic.type());
    requireRoom(header, Integer.BYTES * (1 + magic.dimensions()));
    return header;
  }

  /** The number that a file starts with. */
  private record Magic(IdxType type, int dimensions) {
    static Optional<Magic> of(int number) {
      for (IdxType type : IdxType.values()) {
        if (number >>> TYPE_BITS == type.code()) {
          return Optional.of(new Magic(type, number & 0xFF));
        }
      }
      return Optional.empty();
    }
  }

  private Magic magic(DataInputStream data, String kind, int... known) throws IOException {
    int number = data.readInt();
    Optional<Magic> magic = Magic.of(number);
    for (int expected : known) {
      if (magic.isPresent() && magic.get().dimensions() == expected) {
        return magic.get();
      }
    }
    throw file.wrong(
        "it starts with the number %s; an IDX file of %s was expected%s"
            .formatted(number, kind, meaning(number, magic)));
  }

  private static String meaning(int number, Optional<Magic> magic) {
    if (magic.isPresent()) {
      return switch (magic.get().dimensions()) {
        case 1 -> "; this is a file of labels";
        case DIMENSIONS_OF_IMAGES, DIMENSIONS_OF_COLOR_IMAGES -> "; this is a file of images";
        default -> "; this is a file of %s dimensions".formatted(magic.get().dimensions());
      };
    }
    return number >>> 16 == 0x1f8b ? "; it is packed: let its name end in .gz" : "";
  }

  private int extent(DataInputStream data, String what) throws IOException {
    int extent = data.readInt();
    if (extent < 0) {
      throw file.wrong("its %s is %s".formatted(what, extent));
    }
    return extent;
  }
}
