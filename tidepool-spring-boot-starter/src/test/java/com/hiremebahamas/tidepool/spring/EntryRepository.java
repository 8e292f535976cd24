package com.hiremebahamas.tidepool.spring;

import com.hiremebahamas.tidepool.spring.JpaApplication.Entry;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface EntryRepository extends JpaRepository<Entry, Long> {

    Optional<Entry> findByText(String text);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from entry e where e.text = :text")
    Optional<Entry> lock(String text);

    @Modifying
    @Query("update entry e set e.text = concat(e.text, '!')")
    int exclaim();
}
