using System.Buffers;

namespace Chancery.Text.Search;

/// <summary>
/// Turkish stems of nouns: the suffixes of copula, case, possession and plural are taken off from the end in the order in
/// which they are put on, as long as vowels agree and a stem of three letters with a vowel is left; then the consonant that
/// a vowel had softened is restored (kitabı: kitap). After the description of nominal suffixes at
/// snowballstem.org/algorithms/turkish; ı is i here, as folding leaves it.
/// </summary>
internal static class TurkishStems
{
    private const string Vowels = "aeioöuü";
    private static readonly SearchValues<char> VowelSet = SearchValues.Create(Vowels);

    private static readonly string[] Copula = Stem.List("dir dur dür tir tur tür ydi ydu ydü yse ysa ymiş ymuş ymüş");
    private static readonly string[] Relative = Stem.List("daki deki taki teki ndaki ndeki");
    private static readonly string[] Case = Stem.List(
        "da de ta te nda nde dan den tan ten ndan nden ya ye na ne a e yi yu yü ni nu nü i u ü in un ün nin nun nün la le yla yle ca ce ça çe");
    private static readonly string[] Possessive = Stem.List("im um üm m imiz umuz ümüz miz muz müz iniz unuz ünüz niz nuz nüz si su sü i u ü leri lari");
    private static readonly string[] Plural = ["lar", "ler"];

    public static string Of(string word)
    {
        if (word.Length <= 3 || word.Length > 60) return word;
        var s = new Stem(stackalloc char[word.Length + 4], word.Length);
        word.CopyTo(s.Text);
        Take(ref s, Copula);
        // Of sergisi the i is no case, but the end of a possession.
        if (!Take(ref s, Relative) && Longest(s, Possessive) <= Longest(s, Case)) Take(ref s, Case);
        Take(ref s, Possessive);
        Take(ref s, Plural);
        if (s.Length < word.Length)
        {
            // What is left ends in a consonant that was soft between vowels.
            if (IsVowel(word[s.Length]))
                s[s.Length - 1] = s.Last switch { 'b' => 'p', 'c' => 'ç', 'd' => 't', 'ğ' => 'k', var other => other };
            return s.Text.ToString();
        }
        return word;
    }

    private static bool Take(ref Stem s, string[] suffixes)
    {
        var length = Longest(s, suffixes);
        s.Cut(length);
        return length > 0;
    }

    private static int Longest(Stem s, string[] suffixes)
    {
        foreach (var suffix in suffixes)
        {
            var left = s.Length - suffix.Length;
            // One letter says little; more must be left.
            if (left < (suffix.Length > 1 ? 3 : suffix[0] is 'a' or 'e' ? 4 : 5) || !s.Ends(suffix)) continue;
            var stem = s.Text[..left];
            var at = stem.LastIndexOfAny(VowelSet);
            if (at < 0) continue;
            var own = suffix.AsSpan().IndexOfAny(VowelSet);
            // Festival takes -de, as other words in a soft l do.
            if (own >= 0 && !Agree(stem[at], suffix[own]) && stem[^1] != 'l') continue;
            // A suffix that begins with a vowel stands behind a consonant; those with y or n between stand behind a vowel.
            if ((own == 0 || suffix is "la" or "le") && IsVowel(stem[^1])) continue;
            if ((own < 0 || suffix[0] is 'y' or 's' or 'n' || suffix[0] == 'm' && suffix[1] is 'i' or 'u' or 'ü') && !IsVowel(stem[^1])) continue;
            if (suffix[0] == 't' && !"pçtkfhsş".Contains(stem[^1], StringComparison.Ordinal)) continue;
            return suffix.Length;
        }
        return 0;
    }

    private static bool IsVowel(char c) => Vowels.Contains(c, StringComparison.Ordinal);

    // Back vowels with back ones, front with front; i is ı too.
    private static bool Agree(char stem, char suffix) => stem == 'i' || suffix == 'i' || (stem is 'a' or 'o' or 'u') == (suffix is 'a' or 'o' or 'u');
}
