package dev.ensayo.serving.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
  private static AnswerMemory.Answer rows(int count) {
    return new AnswerMemory.Answer("v1", Collections.nCopies(count, new Told("a", 1, Map.of())));
  }

  /** However many rows a request has, memory has an end. */
  @Test
  void theOldestRowsAreForgotten() {
    AnswerMemory memory = new AnswerMemory(10);
    memory.put("first", rows(4));
    memory.put("second", rows(4));
    memory.put("third", rows(4));
    assertThat(memory.take("first")).isEmpty();
    assertThat(memory.take("second")).isPresent();
    memory.put("fourth", rows(6));
    assertThat(memory.take("third")).isPresent();
    memory.put("third", rows(3));
    memory.put("third", rows(4));
    assertThat(memory.take("fourth")).isPresent();
    memory.put("long", rows(50));
    assertThat(memory.take("third")).isEmpty();
    assertThat(memory.take("long")).contains(rows(50));
    assertThat(memory.take("long")).isEmpty();
  }
}
