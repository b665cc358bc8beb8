package dev.ensayo.backend.compiled.node;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The working memory of a plan: blocks ask for regions with the moments they are needed, then one
 * allocation holds them all, regions that are never needed together sharing their place.
 *
 * <p>A moment is a position in the order of work: node i goes forward at moment i, the loss of n
 * nodes is computed at moment n, and node i goes backward at moment 2n − i.
 */
public final class Arena {
  /** Regions start at multiples of this many numbers: a cache line of floats. */
  private static final int GRAIN = 16;

  private final List<Region> regions = new ArrayList<>();
  private boolean laidOut;
  private int length;

  /** Memory that holds its contents from one moment to another, both included. */
  public Region request(int count, int from, int to) {
    checkState(!laidOut, "the arena is laid out");
    Region region = new Region(count, from, to);
    regions.add(region);
    return region;
  }

  /** Memory that holds its contents from step to step; it starts at zero. */
  public Region permanent(int count) {
    return request(count, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** Gives every region its place: largest first, each at the lowest place that is free. */
  public void layOut(NativeMemory memory) {
    checkState(!laidOut, "the arena is laid out");
    List<Region> bySize = new ArrayList<>(regions);
    bySize.sort(Comparator.comparingInt(Region::length).reversed());
    List<Region> placed = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (Region region : bySize) {
      int start = lowestPlace(region, placed, starts);
      placed.add(region);
      starts.add(start);
      length = Math.max(length, Math.addExact(start, region.length()));
    }
    laidOut = true;
    Slice all = memory.allocate(length);
    for (int i = 0; i < placed.size(); i++) {
      placed.get(i).place(all.part(starts.get(i), placed.get(i).length()));
    }
  }

  private static int lowestPlace(Region region, List<Region> placed, List<Integer> starts) {
    int start = 0;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < placed.size(); i++) {
        Region other = placed.get(i);
        int otherStart = starts.get(i);
        boolean collides =
            start < otherStart + other.length() && otherStart < start + region.length();
        if (collides && region.overlaps(other)) {
          start = (otherStart + other.length() + GRAIN - 1) / GRAIN * GRAIN;
          moved = true;
        }
      }
    }
    return start;
  }

  /** Numbers in use, after {@link #layOut}. */
  int length() {
    return length;
  }
}
