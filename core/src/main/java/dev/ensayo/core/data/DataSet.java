package dev.ensayo.core.data;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A public data set that studies can name.
 *
 * @param name as {@code mnist}
 * @param summary what it is, in a sentence
 * @param licence as far as known
 * @param files what it is made of
 */
public record DataSet(String name, String summary, String licence, List<File> files) {
  /**
   * One file.
   *
   * @param path below a data folder, with {@code /}, such as {@code names/names.txt}
   * @param url where it is published; empty where it is published nowhere in this form
   * @param sha256 of its content, hexadecimal; where it lies packed with {@code .gz} behind its
   *     name, of what was packed
   * @param bytes length of its content
   */
  public record File(String path, String url, String sha256, long bytes) {}

  public DataSet {
    files = ImmutableList.copyOf(files);
  }

  /** Whether every file can be downloaded. */
  public boolean isPublished() {
    return files.stream().noneMatch(file -> file.url().isEmpty());
  }

  /** Length of all files, in bytes. */
  public long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }
}
