package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Collects claims; where nothing else is said, they rest on the table of results. */
final class ClaimList {
  private final ImmutableList.Builder<Claim> claims = ImmutableList.builder();

  void add(String text) {
    add(text, Evidence.RESULTS);
  }

  void add(String text, Evidence evidence) {
    claims.add(new Claim(text, evidence));
  }

  void addAll(List<String> texts, Evidence evidence) {
    texts.forEach(text -> add(text, evidence));
  }

  void addAll(List<Claim> all) {
    claims.addAll(all);
  }

  ImmutableList<Claim> build() {
    return claims.build();
  }
}
