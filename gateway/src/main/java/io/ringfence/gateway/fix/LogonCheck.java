package io.ringfence.gateway.fix;

import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.Tokens;
import io.ringfence.gateway.fix.FixConfig.Auth;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a Logon may come in. Reads nothing but the message and the configuration; changes nothing. */
final class LogonCheck {
    private static final char SOH = 1;
    private static final int MAX_TOKEN = 128;

    private final Keys keys;

    LogonCheck(Keys keys) {
        this.keys = keys;
    }

    /** The key of the key file that was shown (null = none was needed), or why the Logon is refused. */
    record Result(@Nullable Credential credential, @Nullable String refusal) {
        private static Result refused(String why) {
            return new Result(null, why);
        }
    }

    /**
     * Judges.
     *
     * @param fields the Logon's first value of each tag
     * @param address where it comes from
     */
    Result check(FixConfig.Session session, Map<Integer, String> fields, String address) {
        if (!session.allow().isEmpty() && !session.allow().contains(address)) {
            return Result.refused("Address not allowed");
        }
        if ("Y".equals(fields.get(141)) && !session.reset()) {
            return Result.refused("ResetSeqNumFlag is not allowed on this session");
        }
        if ("Y".equals(fields.get(Tags.DROP_COPY_ONLY)) && !session.dropCopy()) {
            return Result.refused("DropCopyOnly: this session is one of order entry");
        }
        if (session.auth() == Auth.NONE) {
            return new Result(null, null);
        }
        return session.publicKey() == null ? token(session, fields) : signature(session, session.publicKey(), fields);
    }

    private Result token(FixConfig.Session session, Map<Integer, String> fields) {
        String token = fields.getOrDefault(554, "");
        // The hash is taken of whatever was sent, so that time does not tell a known key from an unknown one.
        Credential credential = keys.byTokenHash(Tokens.hash(token.length() <= MAX_TOKEN ? token : ""));
        if (credential == null || !credential.name().equals(fields.get(553))) {
            return Result.refused("Not authenticated: 553 must be the key's name and 554 its token");
        }
        boolean entersOrders = !session.dropCopy() && !session.feed();
        boolean roleFits = entersOrders ? credential.role() == Role.TRADER : credential.role() != Role.OPERATOR;
        if (!roleFits || !session.accounts().stream().allMatch(credential::mayUse)) {
            return Result.refused("The key is not granted this session");
        }
        return new Result(credential, null);
    }

    private static Result signature(FixConfig.Session session, String publicKey, Map<Integer, String> fields) {
        String signed = String.join(
                String.valueOf(SOH),
                fields.getOrDefault(35, ""),
                fields.getOrDefault(49, ""),
                fields.getOrDefault(56, ""),
                fields.getOrDefault(34, ""),
                fields.getOrDefault(52, ""));
        try {
            byte[] given = Base64.getDecoder().decode(fields.getOrDefault(96, ""));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
            verifier.update(signed.getBytes(StandardCharsets.ISO_8859_1));
            return verifier.verify(given)
                    ? new Result(null, null)
                    : Result.refused("Not authenticated: the signature in 96 does not fit session " + session.name());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Result.refused("Not authenticated: 96 must be a base64 Ed25519 signature");
        }
    }
}
