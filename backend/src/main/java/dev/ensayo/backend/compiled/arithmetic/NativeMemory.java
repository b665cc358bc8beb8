package dev.ensayo.backend.compiled.arithmetic;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Owns native memory; closing frees all of it at once. */
public final class NativeMemory implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final List<Pointer> owned = new ArrayList<>();

  /** Numbers all zero that begin at a cache line. */
  public Slice allocate(int length) {
    long bytes = (long) length * Float.BYTES + ALIGNMENT;
    BytePointer memory = new BytePointer(bytes);
    owned.add(memory);
    Pointer.memset(memory, 0, bytes);
    long aligned = (memory.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return Slice.at(memory, aligned, length);
  }

  @Override
  public void close() {
    owned.forEach(Pointer::close);
    owned.clear();
  }
}
