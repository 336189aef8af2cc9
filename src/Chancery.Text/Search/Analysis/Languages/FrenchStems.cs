namespace Chancery.Text.Search;

/// <summary>French stems by the description of the French stemmer, snowballstem.org/algorithms/french.</summary>
internal static class FrenchStems
{
    private const string Vowels = "aeiouyâàëéêèïîôûù";

    private static readonly string[] Standard = Stem.List(
        "ance iqUe isme able iste eux ances iqUes ismes ables istes atrice ateur ation atrices ateurs ations logie logies usion ution usions utions "
        + "ence ences ement ements ité ités if ive ifs ives eaux aux euse euses issement issements amment emment ment ments");

    private static readonly string[] InI = Stem.List(
        "îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait issant issante "
        + "issantes issants isse issent isses issez issiez issions issons it");

    private static readonly string[] InE = Stem.List(
        "ions é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez "
        + "âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions");

    private static readonly HashSet<string> Plain =
        [.. "é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez".Split(' ')];

    public static string Of(string word)
    {
        if (word.Length <= 2 || word.Length > 60) return word;
        var s = new Stem(stackalloc char[word.Length + 4], word.Length);
        word.CopyTo(s.Text);
        for (var i = 0; i < s.Length; i++)
        {
            var (before, after) = (i > 0 && IsVowel(s[i - 1]), i + 1 < s.Length && IsVowel(s[i + 1]));
            if (s[i] is 'u' or 'i' && before && after || s[i] == 'y' && (before || after) || s[i] == 'u' && i > 0 && s[i - 1] == 'q') s[i] = char.ToUpperInvariant(s[i]);
        }
        s.Rv = Rv(s.Text);
        s.R1 = s.Region(0, Vowels);
        s.R2 = s.Region(s.R1, Vowels);

        var length = s.Length;
        var (altered, adverb) = Suffixes(ref s);
        if (!altered || adverb)
        {
            var verb = VerbInI(ref s) || VerbInE(ref s);
            altered |= verb;
        }
        if (altered)
        {
            if (s.Last == 'Y') s[s.Length - 1] = 'i';
            else if (s.Last == 'ç') s[s.Length - 1] = 'c';
        }
        else Residue(ref s);
        if (s.Ends("enn") || s.Ends("onn") || s.Ends("ett") || s.Ends("ell") || s.Ends("eill")) s.Cut(1);
        for (var i = s.Length - 1; i > 0; i--)
        {
            if (!IsVowel(s[i])) continue;
            if (s[i] is 'é' or 'è' && i < s.Length - 1) s[i] = 'e';
            break;
        }
        foreach (ref var letter in s.Text) letter = char.ToLowerInvariant(letter);
        return s.Length == length && s.Text.SequenceEqual(word) ? word : s.Text.ToString();
    }

    private static bool IsVowel(char c) => Vowels.Contains(c, StringComparison.Ordinal);

    private static int Rv(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("par") || word.StartsWith("col") || word.StartsWith("tap")) return 3;
        if (IsVowel(word[0]) && IsVowel(word[1])) return Math.Min(3, word.Length);
        for (var i = 1; i < word.Length; i++)
            if (IsVowel(word[i])) return i + 1;
        return word.Length;
    }

    // Says whether the word changed, and whether by an adverb's ending, behind which a verb's may stand.
    private static (bool Altered, bool Adverb) Suffixes(ref Stem s)
    {
        if (s.Longest(Standard) is not { } suffix) return default;
        var n = suffix.Length;
        var (inR1, inR2, inRv) = (s.Ends(suffix, s.R1), s.Ends(suffix, s.R2), s.Ends(suffix, s.Rv));
        switch (suffix)
        {
            case "ance" or "iqUe" or "isme" or "able" or "iste" or "eux" or "ances" or "iqUes" or "ismes" or "ables" or "istes":
                if (!inR2) return default;
                s.Cut(n);
                return (true, false);
            case "atrice" or "ateur" or "ation" or "atrices" or "ateurs" or "ations":
                if (!inR2) return default;
                s.Cut(n);
                if (s.Ends("ic")) s.Replace(2, s.Ends("ic", s.R2) ? "" : "iqU");
                return (true, false);
            case "logie" or "logies":
                if (!inR2) return default;
                s.Replace(n, "log");
                return (true, false);
            case "usion" or "ution" or "usions" or "utions":
                if (!inR2) return default;
                s.Replace(n, "u");
                return (true, false);
            case "ence" or "ences":
                if (!inR2) return default;
                s.Replace(n, "ent");
                return (true, false);
            case "ement" or "ements":
                if (!inRv) return default;
                s.Cut(n);
                if (s.Remove("iv", s.R2)) s.Remove("at", s.R2);
                else if (s.Ends("eus")) s.Replace(3, s.Ends("eus", s.R2) ? "" : s.Ends("eus", s.R1) ? "eux" : "eus");
                else if (s.Remove("abl", s.R2) || s.Remove("iqU", s.R2)) { }
                else if (s.Ends("ièr", s.Rv) || s.Ends("Ièr", s.Rv)) s.Replace(3, "i");
                return (true, false);
            case "ité" or "ités":
                if (!inR2) return default;
                s.Cut(n);
                if (s.Ends("abil")) s.Replace(4, s.Ends("abil", s.R2) ? "" : "abl");
                else if (s.Ends("ic")) s.Replace(2, s.Ends("ic", s.R2) ? "" : "iqU");
                else s.Remove("iv", s.R2);
                return (true, false);
            case "if" or "ive" or "ifs" or "ives":
                if (!inR2) return default;
                s.Cut(n);
                if (s.Remove("at", s.R2) && s.Ends("ic")) s.Replace(2, s.Ends("ic", s.R2) ? "" : "iqU");
                return (true, false);
            case "eaux":
                s.Cut(1);
                return (true, false);
            case "aux":
                if (!inR1) return default;
                s.Replace(n, "al");
                return (true, false);
            case "euse" or "euses":
                if (!inR1) return default;
                s.Replace(n, inR2 ? "" : "eux");
                return (true, false);
            case "issement" or "issements":
                if (!inR1 || s.Length <= n || IsVowel(s[s.Length - n - 1])) return default;
                s.Cut(n);
                return (true, false);
            case "amment":
                if (!inRv) return default;
                s.Replace(n, "ant");
                return (true, true);
            case "emment":
                if (!inRv) return default;
                s.Replace(n, "ent");
                return (true, true);
            default:
                if (s.Length - n - 1 < s.Rv || !IsVowel(s[s.Length - n - 1])) return default;
                s.Cut(n);
                return (true, true);
        }
    }

    private static bool VerbInI(ref Stem s)
    {
        if (s.Longest(InI, s.Rv) is not { } suffix || s.Length - suffix.Length - 1 < s.Rv || IsVowel(s[s.Length - suffix.Length - 1])) return false;
        s.Cut(suffix.Length);
        return true;
    }

    private static bool VerbInE(ref Stem s)
    {
        if (s.Longest(InE, s.Rv) is not { } suffix) return false;
        if (suffix == "ions")
        {
            if (!s.Ends(suffix, s.R2)) return false;
            s.Cut(4);
            return true;
        }
        s.Cut(suffix.Length);
        if (!Plain.Contains(suffix)) s.Remove("e", s.Rv);
        return true;
    }

    private static void Residue(ref Stem s)
    {
        if (s.Length > 1 && s.Last == 's' && s[s.Length - 2] is not ('a' or 'i' or 'o' or 'u' or 'è' or 's')) s.Cut(1);
        if (s.Ends("ion", s.Rv) && s.Ends("ion", s.R2) && s.Length - 4 >= s.Rv && s[s.Length - 4] is 's' or 't' && s.Ends("ion", s.R2)) s.Cut(3);
        else if (s.Ends("ière", s.Rv) || s.Ends("Ière", s.Rv)) s.Replace(4, "i");
        else if (s.Ends("ier", s.Rv) || s.Ends("Ier", s.Rv)) s.Replace(3, "i");
        else s.Remove("e", s.Rv);
    }
}
