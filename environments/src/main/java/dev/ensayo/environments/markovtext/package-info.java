/** Text from a source of known entropy rate. */
package dev.ensayo.environments.markovtext;
