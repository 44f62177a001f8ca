package io.werf.core.template.gotemplate;

import io.werf.core.template.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a template, with as much looking ahead and going back as the parser needs. */
final class Tokens {

    private final Lexer lexer;
    private final List<Token> read = new ArrayList<>();
    private int next;

    Tokens(String source) {
        this.lexer = new Lexer(source);
    }

    Token next() {
        Token token = peek();
        next++;
        return token;
    }

    Token peek() {
        while (next >= read.size()) {
            Token last = read.isEmpty() ? null : read.get(read.size() - 1);
            boolean ended = last != null && (last.kind() == Kind.ERROR || last.kind() == Kind.END_OF_FILE);
            read.add(ended ? last : lexer.next());
        }
        return read.get(next);
    }

    void back() {
        next--;
    }

    Token nextNonSpace() {
        Token token = next();
        while (token.kind() == Kind.SPACE) {
            token = next();
        }
        return token;
    }

    Token peekNonSpace() {
        while (peek().kind() == Kind.SPACE) {
            next++;
        }
        return peek();
    }

    /** Where reading has come to. */
    int mark() {
        return next;
    }

    void reset(int mark) {
        next = mark;
    }

    /** The token that was read from the source last, which messages point at. */
    Token latest() {
        return read.isEmpty() ? new Token(Kind.END_OF_FILE, 0, "") : read.get(read.size() - 1);
    }
}
