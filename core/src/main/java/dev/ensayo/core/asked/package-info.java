/** What finished runs have learned, ready to be asked by programs that know no agent. */
package dev.ensayo.core.asked;
