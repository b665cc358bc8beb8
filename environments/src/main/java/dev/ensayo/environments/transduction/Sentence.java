package dev.ensayo.environments.transduction;

import java.util.Optional;

/**
 * What a sentence means, in no language: who does what, to whom, and when.
 *
 * @param object nobody where the verb has none
 */
record Sentence(Phrase subject, int verb, boolean isPast, Optional<Phrase> object) {}
