package dev.ensayo.environments.taggedtext;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;

/**
 * A sentence as it was read.
 *
 * @param origin its file and the line at which it begins
 * @param words at least one
 * @param tags one for each word
 */
record Sentence(String origin, ImmutableList<String> words, ImmutableList<String> tags) {
  Sentence {
    checkArgument(
        !words.isEmpty() && words.size() == tags.size(), "%s: %s %s", origin, words, tags);
  }
}
