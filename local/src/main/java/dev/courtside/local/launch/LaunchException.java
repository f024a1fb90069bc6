package dev.courtside.local.launch;

/** A failed verb in one line for the person at the terminal, with the exit code that it ends with. */
public class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something failed. */
    public static final int FAILED = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The machine lacks something, such as a free port. */
    public static final int ENVIRONMENT = 3;

    private final int exitCode;

    public LaunchException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
