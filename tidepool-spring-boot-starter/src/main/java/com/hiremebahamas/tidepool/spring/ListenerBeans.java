package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.TidepoolListener;
import java.util.Iterator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/// The listeners among the beans, once all beans are made. A listener, or what it needs, may use the
/// database while it is made: to look for listeners then would wait, on the thread of a probe, for the
/// bean that waits for the probe.
final class ListenerBeans implements Iterable<TidepoolListener>, SmartInitializingSingleton {

    private final ObjectProvider<TidepoolListener> beans;
    private volatile List<TidepoolListener> listeners = List.of();

    ListenerBeans(ObjectProvider<TidepoolListener> beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        listeners = beans.orderedStream().toList();
    }

    @Override
    public Iterator<TidepoolListener> iterator() {
        return listeners.iterator();
    }
}
