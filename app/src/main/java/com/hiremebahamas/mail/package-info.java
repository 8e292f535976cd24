/// Mail to people, by SMTP. Start at [com.hiremebahamas.mail.Mailer].
@NullMarked
package com.hiremebahamas.mail;

import org.jspecify.annotations.NullMarked;
