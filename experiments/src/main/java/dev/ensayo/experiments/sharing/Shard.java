package dev.ensayo.experiments.sharing;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fixed part of the runs of a study.
 *
 * @param number which part, from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {
  /** More parts than a study has runs. */
  private static final int MOST = 1_000_000;

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,7})/([0-9]{1,7})");

  public Shard {
    checkArgument(1 <= number && number <= of && of <= MOST, "no shard: %s/%s", number, of);
  }

  /**
   * Reads {@code 3/10}.
   *
   * @return empty if that is no shard
   */
  public static Optional<Shard> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    int of = Integer.parseInt(matcher.group(2));
    return 1 <= number && number <= of && of <= MOST
        ? Optional.of(new Shard(number, of))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
