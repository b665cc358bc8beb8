package dev.ensayo.experiments.search;

import dev.ensayo.core.study.ChosenSettings;
import java.util.Optional;

/**
 * What came of a search.
 *
 * @param chosen empty if it was stopped, or nothing has a score that could be chosen
 * @param failed how many of its runs did
 * @param reason why nothing was chosen; empty if something was, and where it was stopped
 */
public record SearchOutcome(Optional<ChosenSettings> chosen, int failed, String reason) {}
