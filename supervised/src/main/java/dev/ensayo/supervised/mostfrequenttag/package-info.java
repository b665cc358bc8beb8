/** The class of each word by that word alone. */
package dev.ensayo.supervised.mostfrequenttag;
