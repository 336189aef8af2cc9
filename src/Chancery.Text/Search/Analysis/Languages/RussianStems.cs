using System.Buffers;

namespace Chancery.Text.Search;

/// <summary>Russian stems by the description of the Russian stemmer, snowballstem.org/algorithms/russian. ё is read as е.</summary>
internal static class RussianStems
{
    private const string Vowels = "аеиоуыэюя";
    private static readonly SearchValues<char> VowelSet = SearchValues.Create(Vowels);

    private static readonly string[] GerundAfterA = Stem.List("в вши вшись");
    private static readonly string[] Gerund = Stem.List("ив ивши ившись ыв ывши ывшись");
    private static readonly string[] Adjective = Stem.List("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");
    private static readonly string[] ParticipleAfterA = Stem.List("ем нн вш ющ щ");
    private static readonly string[] Participle = Stem.List("ивш ывш ующ");
    private static readonly string[] VerbAfterA = Stem.List("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно");
    private static readonly string[] Verb = Stem.List("ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю");
    private static readonly string[] Noun = Stem.List("а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");

    public static string Of(string word)
    {
        if (word.Length <= 2 || word.Length > 60) return word;
        var s = new Stem(stackalloc char[word.Length + 4], word.Length);
        word.CopyTo(s.Text);
        foreach (ref var letter in s.Text)
            if (letter == 'ё') letter = 'е';
        var first = s.Text.IndexOfAny(VowelSet);
        if (first < 0) return word;
        s.Rv = first + 1;
        s.R1 = s.Region(0, Vowels);
        s.R2 = s.Region(s.R1, Vowels);

        if (!Take(ref s, Gerund, GerundAfterA))
        {
            if (!s.Remove("ся", s.Rv)) s.Remove("сь", s.Rv);
            if (s.Longest(Adjective, s.Rv) is { } adjective)
            {
                s.Cut(adjective.Length);
                Take(ref s, Participle, ParticipleAfterA);
            }
            else if (!Take(ref s, Verb, VerbAfterA) && s.Longest(Noun, s.Rv) is { } noun) s.Cut(noun.Length);
        }
        s.Remove("и", s.Rv);
        if (!s.Remove("ость", s.R2)) s.Remove("ост", s.R2);
        if (s.Remove("ейше", s.Rv) || s.Remove("ейш", s.Rv))
        {
            if (s.Ends("нн", s.Rv)) s.Cut(1);
        }
        else if (s.Ends("нн", s.Rv)) s.Cut(1);
        else s.Remove("ь", s.Rv);
        return s.Text.SequenceEqual(word) ? word : s.Text.ToString();
    }

    // The longest of both lists; those of the second only behind а or я, which stay.
    private static bool Take(ref Stem s, string[] anywhere, string[] afterA)
    {
        var a = s.Longest(anywhere, s.Rv);
        string? b = null;
        foreach (var suffix in afterA)
        {
            var before = s.Length - suffix.Length - 1;
            if (!s.Ends(suffix) || before < s.Rv || s[before] is not ('а' or 'я')) continue;
            b = suffix;
            break;
        }
        var cut = Math.Max(a?.Length ?? 0, b?.Length ?? 0);
        s.Cut(cut);
        return cut > 0;
    }
}
