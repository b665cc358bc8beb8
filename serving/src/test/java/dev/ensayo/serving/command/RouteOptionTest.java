package dev.ensayo.serving.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteOptionTest {
  @Test
  void readsSharesAndPaths() {
    assertThat(RouteOption.read("route", "soil=runs/soil/a/seed-1:90, soil/b:10"))
        .isEqualTo(
            new RouteOption(
                "soil",
                List.of(
                    new RouteOption.Share("runs/soil/a/seed-1", 90),
                    new RouteOption.Share("soil/b", 10))));
    assertThat(RouteOption.read("shadow", "soil=C:/runs/a").shares())
        .containsExactly(new RouteOption.Share("C:/runs/a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soil", "=a:1", "soil=", "soil=a:0", "soil=a:1,,b:2", "soil=a:9999999"})
  void refusesOthers(String text) {
    assertThatThrownBy(() -> RouteOption.read("route", text))
        .isInstanceOf(InvalidSettingException.class);
  }
}
