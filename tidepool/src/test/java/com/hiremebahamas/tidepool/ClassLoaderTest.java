package com.hiremebahamas.tidepool;

import static org.assertj.core.api.Assertions.assertThat;

import com.hiremebahamas.tidepool.testkit.FaultProxy;
import com.hiremebahamas.tidepool.testkit.PostgresServer;
import com.hiremebahamas.tidepool.url.DatabaseUrl;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Application servers and reloading tools may have the library twice, each copy in a class loader of its own.
class ClassLoaderTest {

    /// The driver, which is in the loader around this one, sees the other copy of the library.
    private static final class CopyLoader extends URLClassLoader {

        CopyLoader(URL classes) {
            super(new URL[] {classes}, ClassLoaderTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.hiremebahamas.tidepool.") || name.contains("Test"))
                return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    @Test
    void eachCopyFindsItsOwnConnectionsThatWereCutWhileIdle() throws Exception {
        var server = PostgresServer.shared();
        try (var network = FaultProxy.to(server.port());
                var loader = new CopyLoader(Path.of("target/classes").toUri().toURL());
                var copy = open(loader, network.through(server.url(server.createDatabase())))) {
            assertThat(copy.getClass()).isNotEqualTo(Tidepool.class);
            for (int i = 0; i < 10; i++) {
                update(copy);
                network.cutAll();
            }
            update(copy);
        }
    }

    private static AutoCloseable open(ClassLoader loader, String text) throws ReflectiveOperationException {
        var urls = loader.loadClass(DatabaseUrl.class.getName());
        var settings = loader.loadClass(PoolSettings.class.getName());
        var url = urls.getMethod("parse", String.class).invoke(null, text);
        var defaults = settings.getField("DEFAULT").get(null);
        var type = loader.loadClass(Tidepool.class.getName());
        return (AutoCloseable) type.getMethod("of", urls, settings).invoke(null, url, defaults);
    }

    /// Fails when the connection is gone: a write is not repeated.
    private static void update(Object tidepool) throws ReflectiveOperationException {
        tidepool.getClass()
                .getMethod("update", String.class, Object[].class)
                .invoke(tidepool, "create table if not exists note ()", new Object[0]);
    }
}
