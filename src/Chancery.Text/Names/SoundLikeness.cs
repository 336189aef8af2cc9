namespace Chancery.Text.Names;

/// <summary>How alike two words sound, 0 to 1: an edit distance in which a vowel is cheap and an inserted ㅡ costs next to nothing.</summary>
public static class SoundLikeness
{
    private const int Longest = 48;

    /// <summary>Of two words in any scripts.</summary>
    public static double Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => OfSounds(Sounds.Of(a), Sounds.Of(b));

    public static double OfSounds(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0 || a.Length > Longest || b.Length > Longest) return 0;
        Span<double> previous = stackalloc double[b.Length + 1];
        Span<double> row = stackalloc double[b.Length + 1];
        for (var j = 1; j <= b.Length; j++) previous[j] = previous[j - 1] + Lost(b, j - 1);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = previous[0] + Lost(a, i - 1);
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(previous[j - 1] + Exchanged(a[i - 1], b[j - 1]),
                    Math.Min(previous[j] + Lost(a, i - 1), row[j - 1] + Lost(b, j - 1)));
            }
            row.CopyTo(previous);
        }
        var weight = (Weight(a) + Weight(b)) / 2;
        return weight <= 0 ? 0 : Math.Max(0, 1 - (previous[b.Length] / weight));
    }

    private static double Weight(string sounds)
    {
        var sum = 0.0;
        foreach (var c in sounds) sum += Sounds.IsVowel(c) ? c == 'U' ? 0.05 : 0.35 : c is 'y' or 'w' ? 0.15 : c == 'h' ? 0.6 : 1;
        return sum;
    }

    private static double Lost(string sounds, int at) => sounds[at] switch
    {
        'U' => 0.03,
        'i' or 'u' => 0.2,
        'a' or 'e' or 'o' or 'E' => 0.35,
        'y' or 'w' => 0.1,
        'h' => 0.35,
        'r' => at > 0 && Sounds.IsVowel(sounds[at - 1]) && (at + 1 == sounds.Length || !Sounds.IsVowel(sounds[at + 1])) ? 0.1 : 0.8,
        'g' or 'x' => 0.8,
        _ => 1,
    };

    private static double Exchanged(char a, char b)
    {
        if (a == b) return 0;
        if (a > b) (a, b) = (b, a);
        var (of, other) = (Sounds.Class(a), Sounds.Class(b));
        if (of != '\0' && of == other)
            return (a, b) is ('l', 'r') or ('b', 'v') or ('f', 'p') or ('j', 'z') or ('S', 's') or ('k', 'x') ? 0.02 : 0.15;
        var vowels = (Sounds.IsVowel(a) ? 1 : 0) + (Sounds.IsVowel(b) ? 1 : 0);
        if (vowels == 2)
            return (a, b) is ('E', 'e') or ('E', 'o') or ('E', 'u') or ('E', 'a') or ('U', 'u') or ('U', 'e') or ('U', 'i') or ('a', 'e') or ('e', 'i') or ('o', 'u') ? 0.12 : 0.3;
        return (a, b) switch
        {
            ('h', 'x') => 0.05,
            ('h', 'k') or ('g', 'h') => 0.3,
            ('T', 's') => 0.05,
            ('s', 't') or ('S', 't') or ('T', 'S') => 0.45,
            ('c', 't') => 0.5,
            ('m', 'n') => 0.6,
            ('f', 'h') => 0.4,
            ('v', 'w') or ('u', 'w') or ('i', 'y') or ('u', 'v') => 0.15,
            ('j', 'y') => 0.35,
            ('g', 'j') => 0.35,
            _ => vowels == 1 ? 1.1 : 1,
        };
    }
}
