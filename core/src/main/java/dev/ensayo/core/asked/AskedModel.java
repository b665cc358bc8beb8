package dev.ensayo.core.asked;

/**
 * What a finished run learned, ready to be asked. What it can be asked, its interfaces tell: {@link
 * ExampleModel} and others. Not thread-safe.
 */
public interface AskedModel extends AutoCloseable {
  @Override
  void close();
}
