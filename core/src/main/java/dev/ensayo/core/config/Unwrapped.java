package dev.ensayo.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that is a configuration record by itself and whose settings stand at the level
 * of the enclosing record, as if they were written into it: several plugins share a handful of
 * settings without a key of their own around them.
 *
 * <pre>{@code
 * record Adam(
 *     @Unwrapped(@Unwrapped.Here(key = "learningRate", defaultValue = "1e-3")) LearningRate rate,
 *     @Setting(value = "decay of the mean", defaultValue = "0.9", after = "learningRate")
 *         double beta1) {}
 * }</pre>
 *
 * <p>A study then says {@code {type: adam, learningRate: 1e-4}}. The component's own name is seen
 * nowhere, and messages name a setting as it is written. Two settings of one level cannot share a
 * key.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unwrapped {
  /** What is otherwise here than where the settings are declared. */
  Here[] value() default {};

  /** What is said of one of the settings in this place. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Here {
    /** Stands for "as it is declared". */
    String AS_DECLARED = "\u0000as declared";

    /** Which setting. */
    String key();

    /** What it means here, like {@link Setting#value}. */
    String value() default AS_DECLARED;

    /** Its default here, like {@link Setting#defaultValue}. */
    String defaultValue() default AS_DECLARED;
  }
}
