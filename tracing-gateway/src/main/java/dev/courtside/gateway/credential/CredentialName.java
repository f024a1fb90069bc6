package dev.courtside.gateway.credential;

import java.util.regex.Pattern;

/** What an upstream key may be called. A name is a file's name, so it must never climb out of its directory. */
public final class CredentialName {
    /** The rule, for messages. */
    public static final String RULE = "1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private CredentialName() {}

    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }
}
