/// The texts in which PostgreSQL reads and writes values; needs nothing of the rest. Not for users of Tidepool.
package com.hiremebahamas.tidepool.text;
