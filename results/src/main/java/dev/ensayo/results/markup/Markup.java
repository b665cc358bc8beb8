package dev.ensayo.results.markup;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.xml.XmlEscapers;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes elements that are well-formed XML and, in the same breath, valid HTML. Text and attribute
 * values are escaped; {@link #raw} takes what is markup already.
 */
public final class Markup {
  private final List<Supplier<String>> before = new ArrayList<>();
  private StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes name, value, name, value, …
   */
  @CanIgnoreReturnValue
  public Markup open(String element, String... attributes) {
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element opened last. */
  @CanIgnoreReturnValue
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content, as {@code <br/>}. */
  @CanIgnoreReturnValue
  public Markup empty(String element, String... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element with text. */
  @CanIgnoreReturnValue
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  @CanIgnoreReturnValue
  public Markup text(String text) {
    out.append(XmlEscapers.xmlContentEscaper().escape(text));
    return this;
  }

  /** Adds markup as it stands. */
  @CanIgnoreReturnValue
  public Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds markup that can be made only when all of it is written. */
  @CanIgnoreReturnValue
  public Markup later(Supplier<String> markup) {
    String written = out.toString();
    before.add(() -> written);
    before.add(markup);
    out = new StringBuilder();
    return this;
  }

  @CanIgnoreReturnValue
  public Markup line() {
    out.append('\n');
    return this;
  }

  private void start(String element, String... attributes) {
    checkArgument(attributes.length % 2 == 0, "attributes come in pairs of name and value");
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(XmlEscapers.xmlAttributeEscaper().escape(attributes[i + 1]))
          .append('"');
    }
  }

  /**
   * The text so far.
   *
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    checkState(open.isEmpty(), "still open: %s", open);
    return before.stream().map(Supplier::get).collect(Collectors.joining()) + out;
  }
}
