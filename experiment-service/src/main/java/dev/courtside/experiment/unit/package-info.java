/** Units, which are users as a rule, and how they are kept from being recognised. */
@NullMarked
package dev.courtside.experiment.unit;

import org.jspecify.annotations.NullMarked;
