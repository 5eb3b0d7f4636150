package io.ringfence.gateway.auth;

import java.util.Set;

/**
 * Someone who may come in.
 *
 * @param id dense, stable number that commands carry into the journal; from 1
 * @param name for people and the audit trail
 * @param accounts names of the accounts granted; empty = all
 */
public record Credential(int id, String name, Role role, Set<String> accounts) {
    public boolean mayUse(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    public boolean hasAllAccounts() {
        return accounts.isEmpty();
    }
}
