package dev.ensayo.supervised.nearest;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.Locale;

/** Formats of a contact sheet. */
enum SheetFormat {
  SVG,
  PNG;

  /**
   * By the end of a file's name.
   *
   * @throws InvalidSettingException for {@code out} if it is none
   */
  static SheetFormat of(String file) {
    for (SheetFormat format : values()) {
      if (file.toLowerCase(Locale.ROOT).endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new InvalidSettingException("out", "ends in .svg or .png, not as '" + file + "'");
  }
}
