/** The languages of reports: sentences, numbers and dates as each writes them. */
package dev.ensayo.results.language;
