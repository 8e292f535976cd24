package com.hiremebahamas.tidepool.guard;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call of a method of JDBC on a proxy, and what it may do at the server, judged by its name.
public final class JdbcCall {

    /// Methods that may send the first statement of a transaction, beside those of the metadata and those
    /// whose name begins with `execute`, `update` or `moveTo`: an updatable result set looks for its
    /// primary key.
    private static final Set<String> BEGINNING =
            Set.of("setSavepoint", "getSchema", "getCatalog", "insertRow", "deleteRow", "refreshRow");

    private static final Set<String> ENDING = Set.of("commit", "rollback", "setAutoCommit");

    private static final Set<String> OF_SESSION =
            Set.of("setSchema", "getTransactionIsolation", "setTransactionIsolation", "setClientInfo");

    private final Object proxy;
    private final Method method;
    private final @Nullable Object @Nullable [] arguments;

    /// @param proxy     on which the method was called
    /// @param arguments null for none
    public JdbcCall(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        this.proxy = proxy;
        this.method = method;
        this.arguments = arguments;
    }

    /// On which the method was called.
    public Object proxy() {
        return proxy;
    }

    /// The name of the method.
    public String name() {
        return method.getName();
    }

    /// The first argument.
    ///
    /// @throws NullPointerException when there is none
    public @Nullable Object argument() {
        return requireNonNull(arguments)[0];
    }

    /// The first argument where it is text; the other text elsewhere.
    public String textOr(String other) {
        return arguments != null && arguments[0] instanceof String text ? text : other;
    }

    /// Whether the first argument, where it is text, is SQL; `setSavepoint`, for one, takes a name that
    /// may look like SQL.
    public boolean takesSql() {
        return arguments != null
                && arguments[0] instanceof String
                && (isExecuting() || name().startsWith("prepare") || name().equals("addBatch"));
    }

    /// Whether it runs statements.
    public boolean isExecuting() {
        return name().startsWith("execute");
    }

    /// Whether it may begin a transaction.
    public boolean mayBegin() {
        return isExecuting()
                || name().startsWith("update")
                || name().startsWith("moveTo")
                || BEGINNING.contains(name())
                || method.getDeclaringClass() == DatabaseMetaData.class;
    }

    /// Whether it may end a transaction.
    public boolean mayEnd() {
        return isExecuting() || ENDING.contains(name());
    }

    /// Whether it is about what a session has for all its transactions.
    public boolean isOfSession() {
        return OF_SESSION.contains(name());
    }

    /// Calls the same method of another object.
    ///
    /// @throws InvocationTargetException with what that throws as its cause
    public @Nullable Object on(Object target) throws InvocationTargetException, IllegalAccessException {
        return method.invoke(target, arguments);
    }
}
