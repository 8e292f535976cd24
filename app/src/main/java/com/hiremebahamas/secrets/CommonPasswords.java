package com.hiremebahamas.secrets;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/// The words that passwords are guessed from first, in lower case: the lists of the zxcvbn library, which are
/// of leaked passwords, names and English, and what is obvious on this site.
///
/// The library's own estimate is not used: for some texts of 50 characters it computes for half a second.
final class CommonPasswords {

    private static final Set<String> OF_THE_BAHAMAS = Set.of("""
            bahamas thebahamas bahamian nassau freeport eleuthera exuma andros abaco bimini inagua junkanoo conch
            conchsalad atlantis bahamar paradise paradiseisland islandlife islandgirl islandboy beachlife lucaya
            grandbahama newprovidence hireme hiremebahamas landfall
            """.split("\\s+"));

    private CommonPasswords() {}

    /// Loads the lists at the first call: 90,000 words, some 6 MB of the heap.
    static boolean contains(String word) {
        return OF_THE_BAHAMAS.contains(word) || Lists.WORDS.contains(word);
    }

    private static final class Lists {

        static final Set<String> WORDS = words();

        private Lists() {}

        private static Set<String> words() {
            var words = new HashSet<String>();
            try {
                for (var list : StandardDictionaries.loadAllDictionaries()) words.addAll(list.getFrequencies());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return words;
        }
    }
}
