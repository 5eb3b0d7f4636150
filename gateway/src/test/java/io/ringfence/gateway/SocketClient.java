package io.ringfence.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the WebSocket: what arrives waits in a queue, answers apart from events. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    /** Connects; with a token in the handshake, or without. */
    SocketClient(InetSocketAddress address, String token) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + address.getPort() + "/ws"), this)
                .join();
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String message) {
        if (message.startsWith("{\"op\":")) {
            answers.add(tree(message));
        } else if (!message.contains("\"type\":\"heartbeat\"")) {
            events.add(message);
        }
    }

    private static JsonNode tree(String message) {
        try {
            return JSON.readTree(message);
        } catch (IOException e) {
            throw new IllegalStateException(message, e);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
        closed.completeExceptionally(cause);
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    void sendBinary() {
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    }

    /** Sends a message and takes the next answer. */
    JsonNode ask(String message) {
        send(message);
        return answer();
    }

    JsonNode answer() {
        return next(answers);
    }

    String event() {
        return next(events);
    }

    private <T> T next(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(60, TimeUnit.SECONDS);
            if (taken == null) {
                throw new IllegalStateException("nothing came; closed: " + closed);
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
