package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableList;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;

/** Handlers and pages that belong together, and what is to be done when the server ends. */
public interface ServerPart extends AutoCloseable {
  /**
   * A page that others point to.
   *
   * @param path such as {@code /monitor}
   * @param title in English and in Spanish
   */
  record Link(String path, String title, String spanish) {}

  /** Adds handlers; what they throw becomes an answer as {@link Failures} tells. */
  void addTo(JavalinDefaultRoutingApi routes);

  /** Pages that others point to; by default none. */
  default List<Link> links() {
    return ImmutableList.of();
  }

  /** Called once, when no request comes any more; by default there is nothing to do. */
  @Override
  default void close() {}
}
