package dev.courtside.kit.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token may do. {@code admin} implies {@code operator}, which implies {@code viewer} and {@code ingest}. */
public enum Role {
    /** Reads everything but secrets. */
    VIEWER,
    /** Calls the data path and delivers outcomes, points and events. */
    INGEST,
    /** Changes routes, flags, experiments and regions. */
    OPERATOR,
    /** Issues tokens. */
    ADMIN;

    /** For {@code @RolesAllowed}, which takes constants only. */
    public static final class Names {
        public static final String VIEWER = "viewer";
        public static final String INGEST = "ingest";
        public static final String OPERATOR = "operator";
        public static final String ADMIN = "admin";

        private Names() {}
    }

    public boolean implies(Role other) {
        return switch (this) {
            case ADMIN -> true;
            case OPERATOR -> other != ADMIN;
            case VIEWER, INGEST -> other == this;
        };
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of this role and of those it implies. */
    public Set<String> impliedNames() {
        return EnumSet.allOf(Role.class).stream()
                .filter(this::implies)
                .map(Role::wireName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws IllegalArgumentException naming the roles there are */
    @JsonCreator
    public static Role ofWireName(String name) {
        for (Role role : values()) {
            if (role.wireName().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role '" + name + "' is none of viewer, ingest, operator, admin");
    }
}
