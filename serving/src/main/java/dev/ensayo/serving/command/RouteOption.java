package dev.ensayo.serving.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the requests of a name are split: {@code NAME=RUN:90,RUN:10}; or who shadows it: {@code
 * NAME=RUN}.
 *
 * @param shares at least one
 */
record RouteOption(String name, List<Share> shares) {
  private static final Pattern SHARE = Pattern.compile("(.+?)(?::(\\d{1,7}))?");
  private static final int MOST = 1_000_000;

  /**
   * The share of a run.
   *
   * @param run a version of the name, or a run as {@link RunPlaces} finds it
   * @param weight above 0
   */
  record Share(String run, int weight) {}

  RouteOption {
    shares = ImmutableList.copyOf(shares);
  }

  /**
   * Reads an option.
   *
   * @param key the option's, for messages
   * @throws InvalidSettingException if it is none
   */
  static RouteOption read(String key, String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new InvalidSettingException(
          key, "'%s' is no route; write NAME=RUN:90,RUN:10".formatted(text));
    }
    ImmutableList.Builder<Share> shares = ImmutableList.builder();
    for (String part : Splitter.on(',').split(text.substring(equals + 1))) {
      Matcher share = SHARE.matcher(part.strip());
      if (!share.matches()) {
        throw new InvalidSettingException(key, "'%s' has an empty share".formatted(text));
      }
      int weight = share.group(2) == null ? 1 : Integer.parseInt(share.group(2));
      if (weight < 1 || weight > MOST) {
        throw new InvalidSettingException(
            key, "a weight is from 1 to %s, not %s".formatted(MOST, weight));
      }
      shares.add(new Share(share.group(1), weight));
    }
    return new RouteOption(text.substring(0, equals), shares.build());
  }
}
