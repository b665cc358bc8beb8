package dev.ensayo.supervised.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.detection.Detection;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.supervised.fakes.InMemoryScenes;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SceneDrawingTest {
  private static final Pattern NAME =
      Pattern.compile("<text class=\"sure\" x=\"([-0-9.]+)\" y=\"([-0-9.]+)\">([^<]+)<");

  /** What is written beside boxes at each edge of a picture of 200 by 200 units. */
  @Test
  void namesStayWithinThePicture() {
    InMemoryScenes scenes = InMemoryScenes.of(Map.of(Split.TEST, 1));
    double side = scenes.spec().width();
    List<Box> boxes =
        List.of(
            new Box(-3, -3, 5, 5),
            new Box(side - 2, 0, 4, 4),
            new Box(side - 1, side - 1, 4, 4),
            new Box(side / 2, side / 2, 3, 3));
    ImmutableList<Detection> found =
        boxes.stream()
            .map(box -> new Detection(0, 0.75, box))
            .collect(ImmutableList.toImmutableList());
    String svg =
        new SceneDrawing(scenes.spec(), scenes.scenes(Split.TEST), ImmutableList.of(found)).svg(1);

    List<MatchResult> names = NAME.matcher(svg).results().toList();
    assertThat(names).hasSize(boxes.size());
    for (MatchResult name : names) {
      double left = Double.parseDouble(name.group(1));
      double base = Double.parseDouble(name.group(2));
      assertThat(left).isBetween(0.0, 200 - 9.0 * name.group(3).length());
      assertThat(base).isBetween(13.0, 200.0);
      assertThat(name.group(3)).endsWith(" 0.75");
    }
    assertThat(Double.parseDouble(names.get(3).group(1)))
        .as("where there is room, it begins where the box does")
        .isEqualTo(100);
  }
}
