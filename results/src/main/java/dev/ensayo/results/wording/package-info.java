/** Says: the sentences and tables of a report, not yet set in any format. */
package dev.ensayo.results.wording;
