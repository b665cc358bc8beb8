package dev.ensayo.core.episode;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes pictures of the episodes that are played, one a step and one of the end; of long episodes
 * one of every second step, every fourth, and so on.
 */
public final class EpisodeFilm implements EpisodeSpectator {
  /** Pictures that a film has at most, beside those of the ends. */
  static final int MOST_PICTURES = 300;

  /**
   * One picture.
   *
   * @param elements SVG
   * @param words what stands below
   */
  record Picture(List<String> elements, String words) {}

  /** A picture and when it was taken. */
  private record Taken(long moment, boolean ends, Picture picture) {}

  private final boolean severalEpisodes;
  private final List<Taken> taken = new ArrayList<>();
  private final List<Episode> episodes = new ArrayList<>();
  private Optional<Drawing> drawing = Optional.empty();
  private Optional<Stage> stage = Optional.empty();
  private int episode;
  private long moment;
  private long every = 1;
  private int within;

  /**
   * @param severalEpisodes whether the pictures are to say which one it is
   */
  public EpisodeFilm(boolean severalEpisodes) {
    this.severalEpisodes = severalEpisodes;
  }

  @Override
  public void begins(int number, Optional<Drawing> ofEnvironment) {
    episode = number;
    drawing = ofEnvironment;
    stage = stage.or(() -> ofEnvironment.map(Drawing::stage));
  }

  @Override
  public void chosen(Choice choice) {
    if (moment % every == 0 && drawing.isPresent()) {
      String words =
          "step "
              + choice.step()
              + " · "
              + choice.actionWords(drawing.get().stage())
              + " · return "
              + number(choice.returnBefore());
      taken.add(new Taken(moment, false, picture(drawing.get(), words)));
      within++;
      thin();
    }
    moment++;
  }

  @Override
  public void ends(Episode whole) {
    episodes.add(whole);
    drawing.ifPresent(
        last ->
            taken.add(
                new Taken(
                    moment,
                    true,
                    picture(
                        last,
                        "end after "
                            + whole.steps()
                            + (whole.steps() == 1 ? " step" : " steps")
                            + " · return "
                            + number(whole.total())))));
  }

  private Picture picture(Drawing now, String words) {
    return new Picture(
        ImmutableList.copyOf(now.elements()),
        severalEpisodes ? "episode " + episode + " · " + words : words);
  }

  private void thin() {
    if (within > MOST_PICTURES) {
      every *= 2;
      taken.removeIf(each -> !each.ends() && each.moment() % every != 0);
      within = (int) taken.stream().filter(each -> !each.ends()).count();
    }
  }

  /** A whole number without decimals, others with two. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Whether there is anything to be seen. */
  public boolean isEmpty() {
    return taken.isEmpty();
  }

  /** One picture shows so many steps: 1, 2, 4, … */
  public long every() {
    return every;
  }

  /** What was played. */
  public ImmutableList<Episode> episodes() {
    return ImmutableList.copyOf(episodes);
  }

  /** What was played, in sentences. */
  public String caption() {
    StringBuilder words = new StringBuilder();
    for (Episode each : episodes) {
      words.append(words.length() == 0 ? "" : " ");
      words.append(severalEpisodes ? "Episode " + each.number() + ": return " : "Return ");
      words.append(number(each.total())).append(" after ").append(each.steps());
      words.append(each.steps() == 1 ? " step" : " steps").append(", ended by ");
      words.append(
          switch (each.end()) {
            case TERMINATED -> "the task.";
            case TRUNCATED -> "the time limit.";
            case CUT -> "the step limit of tests.";
          });
    }
    if (every > 1) {
      words.append(" Every ").append(every).append(every % 10 == 2 ? "nd" : "th");
      words.append(" step is shown.");
    }
    return words.toString();
  }

  /**
   * The film as an SVG that needs nothing else.
   *
   * @param title what it is called, for those who do not see it
   * @throws IllegalStateException if there is nothing to be seen
   */
  public String svg(String title) {
    return new FilmSvg(
            stage.orElseThrow(() -> new IllegalStateException("nothing was drawn")),
            taken.stream().map(Taken::picture).toList(),
            every)
        .write(title, caption());
  }
}
