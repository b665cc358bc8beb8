package dev.ensayo.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that a record of settings lacks on purpose, though other places have it, and why. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Refused {
  /** What a reader may look for. */
  String key();

  /** What is said instead of what other keys there are; goes on after "is not here: ". */
  String reason();
}
