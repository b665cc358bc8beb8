package dev.ensayo.experiments.launch;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * A place where runs can be made, chosen with {@code --launcher NAME}; found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>Making a provider and asking it must be quick and load no library: every command does it.
 */
public interface LauncherProvider {
  /** What it is chosen by: lower-case letters, digits and dashes. */
  String name();

  /** Where it makes runs, as the rest of a line of help, such as "as tasks of Apache Spark". */
  String description();

  /** What can be set with further options of the command; none unless overridden. */
  default ImmutableList<LauncherOption> options() {
    return ImmutableList.of();
  }

  /**
   * Whether any number of processes are expected at the same folder: the first begins the study,
   * and others join it, each for the runs that nobody has.
   */
  default boolean isShared() {
    return false;
  }

  /**
   * Gets ready to make runs, after the study was checked and before anything of it is written. It
   * is called once in a process, and the launcher is closed when the command ends.
   *
   * @param options what the command line says, by the name of the option; of a flag, {@code true}
   * @throws LauncherException if runs cannot be made so, with what was found and how to go on
   */
  Launcher connect(ImmutableMap<String, String> options) throws InterruptedException;
}
