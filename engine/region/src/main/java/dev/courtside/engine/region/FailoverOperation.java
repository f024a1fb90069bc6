package dev.courtside.engine.region;

/** One step of a plan; steps are carried out in their order, in one transaction. */
public sealed interface FailoverOperation {

    /** Another region becomes the active one. */
    record SwitchActive(String from, String to) implements FailoverOperation {}

    /** A failover is over, with or without a switch. */
    record Finish(Failover.Completed failover) implements FailoverOperation {}

    /** A failover is needed and waits. Replaces what waited before. */
    record Hold(Failover.Held failover) implements FailoverOperation {}

    /** A failover that waited is not needed any more. */
    record GiveUp(Failover.Abandoned failover) implements FailoverOperation {}
}
