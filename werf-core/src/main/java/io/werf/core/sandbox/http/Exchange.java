package io.werf.core.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One request and its answer. Confined to the thread that serves it. */
public final class Exchange {

    private final HttpExchange http;

    Exchange(HttpExchange http) {
        this.http = http;
    }

    /** The verb in capitals. */
    public String method() {
        return http.getRequestMethod();
    }

    /** Decoded steps of the path, without empty ones. */
    public List<String> path() {
        return Arrays.stream(http.getRequestURI().getRawPath().split("/"))
                .filter(step -> !step.isEmpty())
                .map(step -> decode(step.replace("+", "%2B")))
                .toList();
    }

    /** The first value of a query parameter. */
    public Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    /** Every value of a query parameter. */
    public List<String> queries(String name) {
        List<String> values = new ArrayList<>();
        String query = http.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                values.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape names nothing that exists
        }
    }

    /** The first value of a request header, {@code ""} when there is none. */
    public String header(String name) {
        String value = http.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Media type of the request's body without parameters, {@code ""} when there is none. */
    public String contentType() {
        String type = header("Content-Type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    }

    /** The request's body as a stream. */
    public InputStream body() {
        return http.getRequestBody();
    }

    /**
     * The request's body, or empty when it is longer than {@code limit} bytes; the rest is then left unread, which ends the
     * connection.
     */
    public Optional<byte[]> body(int limit) throws IOException {
        byte[] bytes = http.getRequestBody().readNBytes(limit + 1);
        return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
    }

    /** Sets a header of the answer. */
    public Exchange set(String header, String value) {
        http.getResponseHeaders().set(header, value);
        return this;
    }

    /** Answers without a body. */
    public void send(int status) throws IOException {
        http.sendResponseHeaders(status, -1);
    }

    /** Answers with a body; of a HEAD only its length is sent. */
    public void send(int status, String contentType, byte[] body) throws IOException {
        set("Content-Type", contentType);
        if (method().equals("HEAD")) {
            sendHead(status, body.length);
            return;
        }
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            http.getResponseBody().write(body);
        }
    }

    /** Answers a HEAD. */
    public void sendHead(int status, long length) throws IOException {
        set("Content-Length", Long.toString(length));
        http.sendResponseHeaders(status, -1);
    }

    /**
     * Begins an answer that is written bit by bit; ends with the exchange.
     *
     * @param length the body's length in bytes, or 0 when it is not known
     */
    public OutputStream stream(int status, String contentType, long length) throws IOException {
        set("Content-Type", contentType);
        http.sendResponseHeaders(status, length);
        return http.getResponseBody();
    }
}
