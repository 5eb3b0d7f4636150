package io.ringfence.gateway.fix;

import java.nio.file.Path;
import quickfix.SessionID;
import quickfix.SessionSettings;

/** The configuration in QuickFIX/J's words. Public because {@code bench fix} gives its bare acceptor the same. */
public final class FixSettings {
    private FixSettings() {}

    /** Settings of an acceptor with all configured sessions; {@code dictionary} is its file. */
    public static SessionSettings of(FixConfig config, Path dictionary) {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "acceptor");
        settings.setString("SocketAcceptAddress", config.address().host());
        settings.setLong("SocketAcceptPort", config.address().port());
        settings.setString("SocketTcpNoDelay", "Y");
        settings.setString("SocketReuseAddress", "Y");
        settings.setString("NonStopSession", "Y");
        settings.setString("FileStorePath", config.folder().resolve("store").toString());
        settings.setString("FileStoreSync", config.syncStores() ? "Y" : "N");
        settings.setString("FileStoreMaxCachedMsgs", "10000");
        settings.setString("UseDataDictionary", "Y");
        settings.setString("DataDictionary", dictionary.toString());
        settings.setString("ValidateUserDefinedFields", "Y");
        settings.setString("AllowUnknownMsgFields", "N");
        settings.setString("CheckLatency", "Y");
        settings.setLong("MaxLatency", config.sendingTimeSeconds());
        settings.setString("RequiresOrigSendingTime", "Y");
        settings.setString("RejectMessageOnUnhandledException", "Y");
        settings.setLong("MaxScheduledWriteRequests", 10_000);
        settings.setLong("LogonTimeout", 10);
        settings.setLong("LogoutTimeout", 2);
        FixConfig.Tls tls = config.tls();
        if (tls != null) {
            tls(settings, tls);
        }
        config.sessions().forEach(session -> session(settings, session));
        return settings;
    }

    private static void tls(SessionSettings settings, FixConfig.Tls tls) {
        settings.setString("SocketUseSSL", "Y");
        settings.setString("EnabledProtocols", "TLSv1.3,TLSv1.2");
        settings.setString("SocketKeyStore", tls.keyStore().toString());
        settings.setString("SocketKeyStorePassword", tls.keyStorePassword());
        if (tls.trustStore() != null) {
            settings.setString("NeedClientAuth", "Y");
            settings.setString("SocketTrustStore", tls.trustStore().toString());
            settings.setString(
                    "SocketTrustStorePassword", tls.trustStorePassword() == null ? "" : tls.trustStorePassword());
        }
    }

    private static void session(SessionSettings settings, FixConfig.Session session) {
        SessionID id = new SessionID("FIX.4.4", session.ours(), session.theirs());
        settings.setString(id, "BeginString", "FIX.4.4");
        settings.setString(id, "SenderCompID", session.ours());
        settings.setString(id, "TargetCompID", session.theirs());
        boolean starting = session.reset() && session.auth() == FixConfig.Auth.NONE;
        settings.setString(id, "ResetOnDisconnect", starting ? "Y" : "N");
    }
}
