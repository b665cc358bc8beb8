package dev.ensayo.results.outcome;

import com.google.common.base.CharMatcher;
import com.google.common.primitives.Doubles;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on one field of what is asked, such as {@code age < 30} or {@code region = north}.
 *
 * @param column the name of the field
 * @param sign one of = != &lt; &lt;= &gt; &gt;=
 * @param value what the field is compared with; a number where the sign orders
 */
public record Condition(String column, String sign, String value) {
  private static final Pattern WRITTEN =
      Pattern.compile("(?<column>[^<>=!]+?)\\s*(?<sign><=|>=|!=|=|<|>)\\s*(?<value>[^<>=!]+)");

  /** The condition that a text says; empty if it says none. */
  static Optional<Condition> parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return Optional.empty();
    }
    Condition condition =
        new Condition(
            written.group("column").strip(), written.group("sign"), written.group("value").strip());
    return condition.orders() && Doubles.tryParse(condition.value) == null
        ? Optional.empty()
        : Optional.of(condition);
  }

  private boolean orders() {
    return CharMatcher.anyOf("<>").matchesAnyOf(sign);
  }

  /**
   * Whether it holds.
   *
   * @param fields what was asked; a field that is not there, or no number where the sign orders,
   *     fulfils nothing
   */
  public boolean holds(Map<String, String> fields) {
    String field = fields.get(column);
    if (field == null) {
      return false;
    }
    Double number = Doubles.tryParse(field.strip());
    Double bound = Doubles.tryParse(value);
    if (!orders()) {
      boolean equal =
          (number != null && bound != null)
              ? (number.doubleValue() == bound)
              : field.strip().equals(value);
      return equal == sign.equals("=");
    }
    if (number == null) {
      return false;
    }
    return switch (sign) {
      case "<" -> number < bound;
      case "<=" -> number <= bound;
      case ">" -> number > bound;
      default -> number >= bound;
    };
  }
}
