/** Classes of texts by the words that they have, whatever their order. */
package dev.ensayo.supervised.bagofwords;
