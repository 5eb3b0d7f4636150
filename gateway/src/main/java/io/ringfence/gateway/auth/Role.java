package io.ringfence.gateway.auth;

/** What a credential is for. A key has one role: whoever trades does not set limits. */
public enum Role {
    VIEWER,
    TRADER,
    /** Trips kill switches, and only that. */
    OPERATOR,
    RISK_ADMIN,
    ADMIN,
    AUDITOR
}
