package dev.ensayo.results.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void escapesTextAndAttributes() {
    Markup markup = new Markup().open("a", "title", "\"<&'");
    assertThat(markup.text("<script>&\"").close().toString())
        .isEqualTo("<a title=\"&quot;&lt;&amp;&apos;\">&lt;script&gt;&amp;\"</a>");
  }

  @Test
  void leavesOutWhatXmlCannotHold() {
    assertThat(new Markup().text("a\u0000b\u001bc").toString()).isEqualTo("a\ufffdb\ufffdc");
  }

  @Test
  void noticesAnElementLeftOpen() {
    Markup markup = new Markup().open("p");
    assertThatIllegalStateException().isThrownBy(markup::toString).withMessageContaining("[p]");
  }
}
