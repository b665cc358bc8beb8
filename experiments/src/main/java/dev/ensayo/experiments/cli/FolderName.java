package dev.ensayo.experiments.cli;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file or folder as the command line names it: a path, or a URI of the scheme {@code file}. Other
 * schemes, such as {@code hdfs} and {@code s3a}, are refused; as a path they would be a folder of
 * that name beneath the working directory.
 */
final class FolderName implements ITypeConverter<Path> {
  /** Two letters at least, since one is a drive of Windows. */
  private static final Pattern URI_OF = Pattern.compile("(?<scheme>\\p{Alpha}[\\w+.-]+):/.*");

  @Override
  public Path convert(String value) {
    Matcher uri = URI_OF.matcher(value);
    if (!uri.matches()) {
      return path(value);
    }
    if (!uri.group("scheme").equalsIgnoreCase("file")) {
      throw new TypeConversionException(
          String.format(
              "'%s' is in no file system that is written to or read here; give a folder, which"
                  + " machines that are to share it mount at the same path",
              value));
    }
    try {
      return Path.of(URI.create(value));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          String.format("'%s': %s; right would be file:///runs or /runs", value, e.getMessage()));
    }
  }

  private static Path path(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(String.format("'%s': %s", value, e.getReason()));
    }
  }
}
