package dev.ensayo.results.language;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places: <code>{0}</code>, <code>{1}</code> and so on are replaced by what the
 * sentence is about, and nothing else in it means anything but itself.
 */
record Template(String text) {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  /**
   * The sentence.
   *
   * @param arguments what stands at the places, from 0
   */
  String filled(List<String> arguments) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(arguments.get(Integer.parseInt(place.group(1)))));
  }

  /** The places, in order and as often as they come. */
  ImmutableList<Integer> places() {
    return PLACE
        .matcher(text)
        .results()
        .map(place -> Integer.parseInt(place.group(1)))
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * How much of it is fixed: of two templates that a text could have come from, more is likelier.
   */
  int fixedLength() {
    return PLACE.matcher(text).replaceAll("").length();
  }

  /** What stands at the places of a text that came from this template; empty if it did not. */
  Optional<ImmutableList<String>> argumentsOf(String filled) {
    Matcher places = PLACE.matcher(text);
    StringBuilder pattern = new StringBuilder();
    int[] groups = new int[10];
    int end = 0;
    int group = 0;
    int most = -1;
    while (places.find()) {
      int place = Integer.parseInt(places.group(1));
      pattern.append(Pattern.quote(text.substring(end, places.start())));
      if (groups[place] > 0) {
        pattern.append('\\').append(groups[place]);
      } else {
        groups[place] = ++group;
        pattern.append("(.+?)");
      }
      most = Math.max(most, place);
      end = places.end();
    }
    pattern.append(Pattern.quote(text.substring(end)));
    Matcher found = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(filled);
    if (!found.matches()) {
      return Optional.empty();
    }
    ImmutableList.Builder<String> arguments = ImmutableList.builder();
    for (int place = 0; place <= most; place++) {
      arguments.add(groups[place] == 0 ? "" : found.group(groups[place]));
    }
    return Optional.of(arguments.build());
  }
}
