package dev.ensayo.environments.images;

import com.google.common.primitives.Ints;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** An open file with a picture, and the reader for what is in it. */
final class PictureFile implements Closeable {
  private static final int FOUR_COLORS = 4;
  private static final int PROGRESSIVE = 0xFFC2;
  private static final int ADOBE_TRANSFORM_AT = 5;
  private static final int YCCK = 2;

  private final Path path;
  private final ImageInputStream in;
  private final ImageReader reader;
  private final List<JPEGSegment> segments;
  private final List<String> warnings = new ArrayList<>();

  private PictureFile(Path path, ImageInputStream in, ImageReader reader) throws IOException {
    this.path = path;
    this.in = in;
    this.reader = reader;
    this.segments =
        is("jpeg") ? JPEGSegmentUtil.readSegments(in, JPEGSegmentUtil.ALL_SEGMENTS) : List.of();
    in.seek(0);
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    reader.setInput(in, true, true);
  }

  /**
   * Opens a file.
   *
   * @throws DamagedPictureException if it holds no picture
   */
  static PictureFile open(Path path) throws IOException, DamagedPictureException {
    if (Files.size(path) == 0) {
      throw new DamagedPictureException("it is empty");
    }
    ImageInputStream in = ImageIO.createImageInputStream(path.toFile());
    if (in == null) {
      throw new IOException("it cannot be opened");
    }
    try {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DamagedPictureException("it is neither JPEG, PNG, GIF, BMP, TIFF nor WebP");
      }
      return new PictureFile(path, in, readers.next());
    } catch (IOException | RuntimeException | DamagedPictureException e) {
      in.close();
      throw e;
    }
  }

  ImageReader reader() {
    return reader;
  }

  private boolean is(String format) throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT).startsWith(format);
  }

  boolean isWebP() throws IOException {
    return is("webp");
  }

  /** What the picture is decoded to. */
  ImageTypeSpecifier type() throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw new IOException("its colours are of an unknown kind");
    }
    return types.next();
  }

  /** The tag Orientation of EXIF, in JPEG, and of TIFF; 1, upright, where there is none. */
  int orientation() throws IOException {
    if (is("tif")) {
      in.mark();
      try {
        in.seek(0);
        return orientation(in);
      } finally {
        in.reset();
      }
    }
    for (JPEGSegment segment : segments) {
      if (segment.marker() == JPEG.APP1 && "Exif".equals(segment.identifier())) {
        try (InputStream data = segment.data()) {
          data.skipNBytes(1); // fills up the identifier
          return orientation(
              new MemoryCacheImageInputStream(new ByteArrayInputStream(data.readAllBytes())));
        }
      }
    }
    return 1;
  }

  private static int orientation(ImageInputStream tiff) {
    try {
      Directory directory = new TIFFReader().read(tiff);
      Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
      return entry != null && entry.getValue() instanceof Number number ? number.intValue() : 1;
    } catch (IOException | RuntimeException e) { // a damaged note is none; the picture may be sound
      return 1;
    }
  }

  /**
   * Decodes the picture.
   *
   * @throws DamagedPictureException if something of it is missing
   */
  DecodedPicture read(ImageReadParam param) throws IOException, DamagedPictureException {
    requireWhole();
    DecodedPicture picture =
        is("jpeg") && type().getNumBands() == FOUR_COLORS
            ? DecodedPicture.ofFourColors(reader.readRaster(0, param), isYcck())
            : DecodedPicture.of(reader.read(0, param));
    for (String warning : warnings) {
      if (isDamage(warning)) {
        throw new DamagedPictureException(warning);
      }
    }
    return picture;
  }

  /** Of a WebP file, which says how long it is, and whose reader invents what is missing. */
  private void requireWhole() throws IOException, DamagedPictureException {
    if (isWebP()) {
      byte[] header = new byte[8];
      try (InputStream file = Files.newInputStream(path)) {
        file.readNBytes(header, 0, header.length);
      }
      long announced =
          header.length
              + Integer.toUnsignedLong(Ints.fromBytes(header[7], header[6], header[5], header[4]));
      long there = Files.size(path);
      if (there < announced) {
        throw new DamagedPictureException(
            "it ends too early: %s of %s bytes".formatted(there, announced));
      }
    }
  }

  /**
   * Whether a warning of the JPEG reader means that pixels are missing or wrong. The mark at the
   * end may be missing where the pixels are complete, unless the picture is stored in several
   * passes or something else is wrong; bytes too many do no harm.
   */
  private boolean isDamage(String warning) {
    if (warning.startsWith("Truncated File")) {
      return segments.stream().anyMatch(segment -> segment.marker() == PROGRESSIVE)
          || warnings.stream().anyMatch(other -> !other.equals(warning));
    }
    return (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes"))
        || warning.startsWith("Premature end");
  }

  private boolean isYcck() throws IOException {
    for (JPEGSegment segment : segments) {
      if (segment.marker() == JPEG.APP14 && "Adobe".equals(segment.identifier())) {
        try (InputStream data = segment.data()) {
          data.skipNBytes(ADOBE_TRANSFORM_AT);
          return data.read() == YCCK;
        }
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    in.close();
  }
}
