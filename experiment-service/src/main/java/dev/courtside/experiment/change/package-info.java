/** What every change leaves behind: an audit row, an event and a new snapshot version. */
@NullMarked
package dev.courtside.experiment.change;

import org.jspecify.annotations.NullMarked;
