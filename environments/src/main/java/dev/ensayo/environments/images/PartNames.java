package dev.ensayo.environments.images;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import java.util.Locale;
import java.util.Optional;

/** What the parts of a set are called where folders or files are named after them. */
public final class PartNames {
  private static final ImmutableMap<String, Split> PARTS =
      ImmutableMap.<String, Split>builder()
          .put("train", Split.TRAIN)
          .put("training", Split.TRAIN)
          .put("valid", Split.VALID)
          .put("val", Split.VALID)
          .put("validation", Split.VALID)
          .put("dev", Split.VALID)
          .put("test", Split.TEST)
          .put("testing", Split.TEST)
          .put("eval", Split.TEST)
          .put("t10k", Split.TEST)
          .buildOrThrow();

  private PartNames() {}

  /** The part of that name, in capitals or not. */
  public static Optional<Split> part(String name) {
    return Optional.ofNullable(PARTS.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All names, as alternatives of a regular expression. */
  static String pattern() {
    return String.join("|", PARTS.keySet());
  }
}
