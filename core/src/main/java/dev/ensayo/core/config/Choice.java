package dev.ensayo.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names one record of an interface with {@link Choices}, so that a study can choose it: {@code
 * updater: {type: adam, learningRate: 1e-3}}, or {@code updater: adam} where the other settings
 * keep their defaults.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Choice {
  /** The value of {@code type}. */
  String value();

  /** What is chosen, in a phrase. */
  String summary() default "";
}
