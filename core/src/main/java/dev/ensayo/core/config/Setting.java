package dev.ensayo.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a configuration record: what {@code describe} prints, what {@link
 * Settings#check} enforces, and the default, which is written nowhere else.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** Stands for "has no default". */
  String REQUIRED = "\u0000required";

  /** What it means, in a phrase that starts in lower case. */
  String value();

  /** The key in a study where it cannot be the component's name, such as {@code class}. */
  String key() default "";

  /**
   * The default as it would be written in a study: {@code 0.99}, {@code [120, 84]}, {@code {type:
   * adam}}. Without one the setting is required, unless it is an {@code Optional}, which is then
   * absent, or a record whose own settings all have defaults.
   */
  String defaultValue() default REQUIRED;

  /** Smallest number allowed (of each item of a list). */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest number allowed (of each item of a list). */
  double max() default Double.POSITIVE_INFINITY;

  /** Whether {@link #min} itself is forbidden. */
  boolean minExcluded() default false;

  /** Whether {@link #max} itself is forbidden. */
  boolean maxExcluded() default false;

  /**
   * The key of a setting before it, behind which it is listed and written; empty, as by default,
   * where it stands. Puts a setting of the record among those that are {@link Unwrapped} into it.
   */
  String after() default "";

  /**
   * What it is a path to, where it is one, or may be; of a list, each item. A relative path is then
   * looked for beside the study's file.
   */
  PathTo path() default PathTo.NOTHING;

  /** What it is counted in, such as "environment steps"; empty for a pure number. */
  String unit() default "";
}
