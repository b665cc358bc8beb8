package dev.ensayo.core.labelledtext;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.EnvironmentSpec;
import java.util.OptionalInt;

/**
 * The shapes of labelled texts.
 *
 * @param answered what has a class
 * @param unit what a token is: {@link TokenUnit#WORD} or {@link TokenUnit#CHARACTER}
 * @param classes names of the K classes by number, at least two
 * @param maximumLength tokens of the longest text; absent where texts may be of any length
 */
public record LabelledTextSpec(
    Answered answered, TokenUnit unit, ImmutableList<String> classes, OptionalInt maximumLength)
    implements EnvironmentSpec {
  /** What has a class. */
  public enum Answered {
    /** Each text has one. */
    TEXT,
    /** Each token has one. */
    TOKEN
  }

  public LabelledTextSpec {
    checkArgument(
        unit == TokenUnit.WORD || unit == TokenUnit.CHARACTER, "tokens are no %s here", unit);
    checkArgument(classes.size() >= 2, "one class only: %s", classes);
  }

  @Override
  public String kind() {
    return answered == Answered.TEXT ? "labelled texts" : "tagged texts";
  }
}
