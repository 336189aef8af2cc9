namespace Chancery.Text.Search;

/// <summary>Particles (josa) and their chains with the syllable that each may stand after. The table is particles.txt.</summary>
internal static class Particles
{
    [Flags]
    private enum After : byte { Nothing, Closed = 1, Rieul = 2, Open = 4 }

    private static readonly Dictionary<string, (After After, byte Group)> Forms = Read();
    private static readonly Dictionary<string, (After After, byte Group)>.AlternateLookup<ReadOnlySpan<char>> Lookup = Forms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The longest chain, in syllables.</summary>
    public static int Longest { get; } = Forms.Keys.Max(form => form.Length);

    public static int Count => Forms.Count;

    /// <summary>Whether <paramref name="form"/> can stand after a noun that ends in <paramref name="before"/>.</summary>
    public static bool Is(ReadOnlySpan<char> form, char before) => Group(form, before) >= 0;

    /// <summary>Whether <paramref name="form"/> is a particle after anything.</summary>
    public static bool IsAny(ReadOnlySpan<char> form) => form.Length <= Longest && Lookup.ContainsKey(form);

    /// <summary>The group of particles that the form belongs to, -1 when it cannot stand there.</summary>
    public static int Group(ReadOnlySpan<char> form, char before)
    {
        if (form.Length > Longest || !Lookup.TryGetValue(form, out var found)) return -1;
        var tail = Jamo.Tail(before);
        var after = tail == 0 ? After.Open : tail == Jamo.L ? After.Rieul : After.Closed;
        return (found.After & after) != After.Nothing ? found.Group : -1;
    }

    private static Dictionary<string, (After After, byte Group)> Read()
    {
        var forms = new Dictionary<string, (After After, byte Group)>();
        byte group = 0;
        foreach (var line in Tables.Lines("Analysis/Korean/particles.txt"))
        {
            group++;
            var after = After.Nothing;
            foreach (var form in line[1..])
            {
                if (form[^1] == ':')
                    after = form[0] switch
                    {
                        'c' => After.Closed | After.Rieul,
                        'v' => After.Open,
                        // 로 stands after ㄹ as after a vowel, and 으로 does not.
                        'r' => After.Open | After.Rieul,
                        _ => After.Closed | After.Rieul | After.Open,
                    };
                else
                    forms[form] = (forms.TryGetValue(form, out var had) ? had.After | after : form.StartsWith("으로", StringComparison.Ordinal) ? After.Closed : after, group);
            }
        }
        return forms;
    }
}
