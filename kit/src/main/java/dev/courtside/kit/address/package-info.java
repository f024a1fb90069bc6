/** Which network addresses a service may call on behalf of a user. */
@NullMarked
package dev.courtside.kit.address;

import org.jspecify.annotations.NullMarked;
