/** Models that tests know the answers of. */
package dev.ensayo.serving.fakes;
