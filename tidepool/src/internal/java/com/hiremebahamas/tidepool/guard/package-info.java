/// What decides whether a statement's effect would outlive its transaction. Not exported.
package com.hiremebahamas.tidepool.guard;
