/** Which variant an exchange gets, and what that changes in it. */
@NullMarked
package dev.courtside.gateway.experiment;

import org.jspecify.annotations.NullMarked;
