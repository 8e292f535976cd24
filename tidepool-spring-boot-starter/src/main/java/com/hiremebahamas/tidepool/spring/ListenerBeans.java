package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.TidepoolListener;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The listeners among the beans, made when something happens first: a listener, or the meters of one, may need the
/// database itself.
final class ListenerBeans implements Iterable<TidepoolListener> {

    private final ObjectProvider<TidepoolListener> beans;
    private volatile @Nullable List<TidepoolListener> listeners;

    ListenerBeans(ObjectProvider<TidepoolListener> beans) {
        this.beans = beans;
    }

    @Override
    public Iterator<TidepoolListener> iterator() {
        var found = listeners;
        if (found == null) listeners = found = beans.orderedStream().toList();
        return found.iterator();
    }
}
