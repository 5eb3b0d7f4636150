package io.ringfence.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the certificate is.
 *
 * @param certificate a PEM file with the certificate and those between it and its authority, or a PKCS#12 file ({@code
 *     .p12}, {@code .pfx}) with these and the key
 * @param key PEM file of the private key; null with PKCS#12
 * @param passwordFile holds the password of the key or of the PKCS#12 file; null where there is none
 * @param clientAuthority PEM file with the certificates that vouch for the clients of the operations port; null = these
 *     need no certificate
 */
public record TlsFiles(
        Path certificate,
        @Nullable Path key,
        @Nullable Path passwordFile,
        @Nullable Path clientAuthority) {

    boolean isPkcs12() {
        String name = certificate.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    /** Differs when one of the files has been replaced; says so too when one is gone. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Path file : present()) {
            try {
                BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
                text.append(of.lastModifiedTime()).append(' ').append(of.size());
                text.append(' ').append(of.fileKey());
            } catch (IOException e) {
                text.append("unreadable");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private List<Path> present() {
        List<Path> files = new ArrayList<>();
        files.add(certificate);
        for (Path file : new Path[] {key, passwordFile, clientAuthority}) {
            if (file != null) {
                files.add(file);
            }
        }
        return files;
    }
}
