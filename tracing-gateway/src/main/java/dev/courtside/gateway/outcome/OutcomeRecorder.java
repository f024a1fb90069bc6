package dev.courtside.gateway.outcome;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes every finished exchange and tells the other services what they need of it. */
@ApplicationScoped
public class OutcomeRecorder {
    /** Called on the event loop at the end of every exchange; never blocks and never fails. */
    public void record(ExchangeOutcome outcome) {}
}
