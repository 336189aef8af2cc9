using System.Buffers;

namespace Chancery.Text.Search;

/// <summary>English stems by the description of the English (Porter2) stemmer, snowballstem.org/algorithms/english.</summary>
internal static class EnglishStems
{
    private const string Vowels = "aeiouy";
    private static readonly SearchValues<char> VowelSet = SearchValues.Create(Vowels);

    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["idly"] = "idl", ["gently"] = "gentl",
        ["ugly"] = "ugli", ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe",
        ["atlas"] = "atlas", ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly HashSet<string> Whole = ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> WholeLookup = Whole.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly string[] Beginnings = ["gener", "commun", "arsen", "univers", "emerg", "organ"];

    private static readonly (string Suffix, string With)[] Second =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"),
        ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string With)[] Third =
        [("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", "")];

    private static readonly string[] Fourth = Stem.List("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion");

    public static string Of(string word)
    {
        if (word.Length <= 2 || word.Length > 60) return word;
        if (Exceptions.TryGetValue(word, out var known)) return known;
        var s = new Stem(stackalloc char[word.Length + 4], word.Length);
        word.CopyTo(s.Text);
        for (var i = 0; i < s.Length; i++)
            if (s[i] == 'y' && (i == 0 || Vowels.Contains(s[i - 1], StringComparison.Ordinal))) s[i] = 'Y';
        s.R1 = s.Region(0, Vowels);
        foreach (var beginning in Beginnings)
            if (word.StartsWith(beginning, StringComparison.Ordinal)) s.R1 = beginning.Length;
        s.R2 = s.Region(s.R1, Vowels);

        if (!s.Remove("'s'", 0) && !s.Remove("'s", 0)) s.Remove("'", 0);
        Plural(ref s);
        if (!WholeLookup.Contains(s.Text))
        {
            Participle(ref s);
            if (s.Last is 'y' or 'Y' && s.Length > 2 && !IsVowel(s[s.Length - 2])) s[s.Length - 1] = 'i';
            Derived(ref s);
        }
        foreach (ref var letter in s.Text)
            if (letter == 'Y') letter = 'y';
        return s.Text.SequenceEqual(word) ? word : s.Text.ToString();
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static void Plural(ref Stem s)
    {
        if (s.Ends("sses")) s.Cut(2);
        else if (s.Ends("ied") || s.Ends("ies")) s.Replace(3, s.Length > 4 ? "i" : "ie");
        else if (s.Last == 's' && !s.Ends("us") && !s.Ends("ss") && HasVowel(s.Text[..Math.Max(0, s.Length - 2)])) s.Cut(1);
    }

    private static void Participle(ref Stem s)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["eedly", "eed"])
        {
            if (!s.Ends(suffix)) continue;
            if (s.Ends(suffix, s.R1)) s.Replace(suffix.Length, "ee");
            return;
        }
        foreach (var suffix in (ReadOnlySpan<string>)["ingly", "edly", "ing", "ed"])
        {
            if (!s.Ends(suffix)) continue;
            if (!HasVowel(s.Text[..^suffix.Length])) return;
            s.Cut(suffix.Length);
            if (s.Ends("at") || s.Ends("bl") || s.Ends("iz")) s.Replace(0, "e");
            else if (s.Length > 1 && s.Last == s[s.Length - 2] && s.Last is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't')
            {
                if (s.Length > 1 && s.Last == s[s.Length - 2]) s.Cut(1);
            }
            else if (s.R1 >= s.Length && ShortSyllable(s.Text)) s.Replace(0, "e");
            return;
        }
    }

    private static void Derived(ref Stem s)
    {
        foreach (var (suffix, with) in Second)
        {
            if (!s.Ends(suffix)) continue;
            if (!s.Ends(suffix, s.R1)) break;
            var before = s.Length > suffix.Length ? s[s.Length - suffix.Length - 1] : '\0';
            if (suffix == "ogi" && before != 'l' || suffix == "li" && !"cdeghkmnrt".Contains(before, StringComparison.Ordinal)) break;
            s.Replace(suffix.Length, with);
            break;
        }
        foreach (var (suffix, with) in Third)
        {
            if (!s.Ends(suffix)) continue;
            if (s.Ends(suffix, suffix == "ative" ? Math.Max(s.R1, s.R2) : s.R1)) s.Replace(suffix.Length, with);
            break;
        }
        if (s.Longest(Fourth) is { } fourth && s.Ends(fourth, s.R2) && (fourth != "ion" || s.Length > 3 && s[s.Length - 4] is 's' or 't')) s.Cut(fourth.Length);
        if (s.Ends("e", s.R2) || s.Ends("e", s.R1) && !ShortSyllable(s.Text[..^1])) s.Cut(1);
        else if (s.Ends("l", s.R2) && s.Length > 1 && s[s.Length - 2] == 'l') s.Cut(1);
    }

    private static bool HasVowel(ReadOnlySpan<char> text) => text.ContainsAny(VowelSet);

    // A vowel between consonants of which the last is not w, x or Y; or two letters, vowel and consonant.
    private static bool ShortSyllable(ReadOnlySpan<char> text)
    {
        if (text.Length == 2) return IsVowel(text[0]) && !IsVowel(text[1]);
        return text.Length > 2 && !IsVowel(text[^3]) && IsVowel(text[^2]) && !IsVowel(text[^1]) && text[^1] is not ('w' or 'x' or 'Y');
    }
}
