package io.ringfence.gateway.auth;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a key: {@code ROLE}, {@code ROLE.ACCOUNT}, and either with {@code ~LABEL} behind it, so that one client may
 * have two keys while it changes from one to the other, or two persons one each.
 *
 * @param account the only one that it may use; null = all
 */
record KeyName(Role role, @Nullable String account) {
    private static final String LABEL = "[A-Za-z0-9_-]{1,16}";

    /** The parts of a name, which must be one. */
    static KeyName parse(String name) {
        int label = name.indexOf('~');
        String whole = label < 0 ? name : name.substring(0, label);
        int dot = whole.indexOf('.');
        String role = dot < 0 ? whole : whole.substring(0, dot);
        return new KeyName(Role.valueOf(role.toUpperCase(Locale.ROOT)), dot < 0 ? null : whole.substring(dot + 1));
    }

    /** Why this can not be the name of a key, or null when it can. */
    static @Nullable String problem(String name) {
        int label = name.indexOf('~');
        if (label >= 0 && !name.substring(label + 1).matches(LABEL)) {
            return "a label behind the ~ is 1 to 16 letters, digits, - and _";
        }
        String whole = label < 0 ? name : name.substring(0, label);
        int dot = whole.indexOf('.');
        String role = dot < 0 ? whole : whole.substring(0, dot);
        for (Role known : Role.values()) {
            if (role.equals(known.name().toLowerCase(Locale.ROOT))) {
                return dot == whole.length() - 1
                        ? "the account is missing behind the dot"
                        : known == Role.TRADER && dot < 0 ? "a trader needs an account" : null;
            }
        }
        return "\"" + role + "\" is no role; there are trader, risk_admin, operator, viewer, auditor and admin";
    }

    Set<String> accounts() {
        return account == null ? Set.of() : Set.of(account);
    }
}
