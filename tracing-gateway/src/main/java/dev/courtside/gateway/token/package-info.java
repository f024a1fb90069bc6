/** Access tokens: creation, revocation and the snapshot every service follows. */
@NullMarked
package dev.courtside.gateway.token;

import org.jspecify.annotations.NullMarked;
