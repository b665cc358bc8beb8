package dev.ensayo.experiments.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/** Leaves out what a module packs for the tests of others: Maven's {@code …-tests.jar}. */
final class DoNotIncludeJarsOfTests implements ImportOption {
  private static final Pattern JAR_OF_TESTS = Pattern.compile(".*-tests\\.jar!?/.*");

  @Override
  public boolean includes(Location location) {
    return !location.matches(JAR_OF_TESTS);
  }
}
