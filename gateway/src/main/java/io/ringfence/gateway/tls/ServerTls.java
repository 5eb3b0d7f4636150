package io.ringfence.gateway.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLContextUtils;
import nl.altindag.ssl.util.SSLSessionUtils;
import nl.altindag.ssl.util.TrustManagerUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the HTTP ports show, and those that vouch for clients of the operations port. When the files are
 * replaced, new connections get the new ones; what is open stays. Files that do not fit change nothing, and are told in
 * the log.
 */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    /** How long a client that was trusted once may come back without being looked at again. */
    private static final int SESSION_SECONDS = 300;

    private final TlsFiles files;
    private final SSLContext context;
    private final X509ExtendedKeyManager keys;
    /** Null where no client is asked for a certificate: then nobody can show one. */
    private final @Nullable X509ExtendedTrustManager clients;

    private String read;
    private String refused = "";
    private boolean told;
    private volatile boolean stale;
    private volatile long expiresAtSeconds;

    private ServerTls(TlsFiles files) {
        this.files = files;
        read = files.fingerprint();
        Identity identity = Identity.read(files);
        keys = KeyManagerUtils.createSwappableKeyManager(identity.keyManager());
        X509ExtendedTrustManager trusted = clients(files);
        clients = trusted == null ? null : TrustManagerUtils.createSwappableTrustManager(trusted);
        context = SSLContextUtils.createSslContext(List.of(keys), clients == null ? List.of() : List.of(clients));
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        tell(identity);
    }

    /**
     * Reads the files.
     *
     * @throws TlsException when they can not be used
     */
    public static ServerTls open(TlsFiles files) {
        return new ServerTls(files);
    }

    private static @Nullable X509ExtendedTrustManager clients(TlsFiles files) {
        return files.clientAuthority() == null
                ? null
                : TrustManagerUtils.createTrustManager(Identity.authorities(files.clientAuthority()));
    }

    public SSLContext context() {
        return context;
    }

    /** Whether the operations port asks its clients for a certificate. */
    public boolean asksClients() {
        return clients != null;
    }

    /** When the certificate ends, in seconds since 1970 UTC. Any thread. */
    public long expiresAtSeconds() {
        return expiresAtSeconds;
    }

    /**
     * Looks whether the files have been replaced, and takes them when they fit; to be called again and again, by one
     * thread. Files that are being written fit a moment later.
     */
    public void refresh() {
        String now = files.fingerprint();
        if (now.equals(read)) {
            return;
        }
        try {
            Identity identity = Identity.read(files);
            X509ExtendedTrustManager trusted = clients(files);
            KeyManagerUtils.swapKeyManager(keys, identity.keyManager());
            if (clients != null && trusted != null) {
                TrustManagerUtils.swapTrustManager(clients, trusted);
            }
            SSLSessionUtils.invalidateCaches(context);
            read = now;
            refused = "";
            stale = false;
            tell(identity);
        } catch (TlsException e) {
            refused(now, e);
        }
    }

    /** Told when it is still so at the second look: one file may have been replaced a moment before the other. */
    private void refused(String now, TlsException why) {
        if (!now.equals(refused)) {
            refused = now;
            told = false;
        } else if (!told) {
            told = true;
            stale = true;
            LOG.error("the replaced certificate is not used, the old one stays: {}", why.getMessage());
        }
    }

    /** Whether the files on disk are others than those in use, because they do not fit. Any thread. */
    public boolean isStale() {
        return stale;
    }

    private void tell(Identity identity) {
        X509Certificate own = identity.chain().get(0);
        expiresAtSeconds = own.getNotAfter().toInstant().getEpochSecond();
        LOG.info(
                "TLS certificate of {}, good until {}",
                own.getSubjectX500Principal().getName(),
                own.getNotAfter().toInstant());
    }
}
