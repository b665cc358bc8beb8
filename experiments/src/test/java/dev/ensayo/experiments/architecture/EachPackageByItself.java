package dev.ensayo.experiments.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * Takes each package for a slice, also a module's root and packages that lie in others; only the
 * rooms of the compiled engine count as one.
 */
final class EachPackageByItself implements SliceAssignment {
  private static final String COMPILED = "dev.ensayo.backend.compiled";

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return SliceIdentifier.of(name.startsWith(COMPILED + ".") ? COMPILED : name);
  }

  @Override
  public String getDescription() {
    return "each package by itself";
  }
}
