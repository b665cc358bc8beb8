package dev.ensayo.experiments.launch;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.regex.Pattern;

/**
 * An option of the command line that a launcher brings along. It is given as {@code --name VALUE},
 * or as {@code --name} where it is a flag, and only with that launcher.
 *
 * @param name with its two dashes, such as {@code --master}
 * @param label what help calls its value, such as {@code URL}; empty for a flag
 * @param description for help, a sentence
 */
public record LauncherOption(String name, String label, String description) {
  private static final Pattern NAME = Pattern.compile("--[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public LauncherOption {
    checkArgument(NAME.matcher(name).matches(), "no name of an option: '%s'", name);
    checkArgument(!description.isEmpty(), "%s needs a description", name);
  }

  /** Whether it has no value. */
  public boolean isFlag() {
    return label.isEmpty();
  }
}
