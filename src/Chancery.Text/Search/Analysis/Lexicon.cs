using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>
/// Korean nouns and verb stems learnt from the texts of an archive, without a dictionary: what is seen before three or
/// more kinds of particle is a noun, what is seen before three or more kinds of ending is a verb. Immutable, and safe for
/// any number of readers. An index keeps the <see cref="Hash"/> of the lexicon it was made with: another one cuts words
/// at other places.
/// </summary>
public sealed class Lexicon
{
    private const uint Magic = 0x314C4843; // CHL1
    private const int MostWords = 4_000_000;

    private readonly Dictionary<string, int> _nouns;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _nounLookup;
    private readonly Dictionary<string, int> _verbs;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _verbLookup;

    internal Lexicon(Dictionary<string, int> nouns, Dictionary<string, int> verbs)
    {
        (_nouns, _verbs) = (nouns, verbs);
        (_nounLookup, _verbLookup) = (nouns.GetAlternateLookup<ReadOnlySpan<char>>(), verbs.GetAlternateLookup<ReadOnlySpan<char>>());
        Total = nouns.Values.Sum(count => (long)count);
        Hash = MakeHash();
    }

    /// <summary>Knows nothing; the analyser then goes by its rules alone.</summary>
    public static Lexicon Empty { get; } = new([], []);

    /// <summary>Tells one lexicon from another: 16 hexadecimal digits of the SHA-256 of its content, empty for <see cref="Empty"/>.</summary>
    public string Hash { get; }

    /// <summary>How many nouns it knows.</summary>
    public int Nouns => _nouns.Count;

    /// <summary>How many verb stems it knows.</summary>
    public int Verbs => _verbs.Count;

    internal long Total { get; }

    /// <summary>How often the noun was seen; 0 when it is not known.</summary>
    internal int Noun(ReadOnlySpan<char> word) => _nounLookup.TryGetValue(word, out var count) ? count : 0;

    /// <summary>How often the verb was seen; 0 when it is not known.</summary>
    internal int Verb(ReadOnlySpan<char> stem) => _verbLookup.TryGetValue(stem, out var count) ? count : 0;

    /// <summary>Learns from <paramref name="texts"/>.</summary>
    public static Lexicon Learn(IEnumerable<string> texts)
    {
        var builder = new LexiconBuilder();
        foreach (var text in texts) builder.Add(text);
        return builder.Build();
    }

    /// <summary>Writes it in its own form, sorted, so that equal lexicons are equal bytes.</summary>
    public void Write(Stream s)
    {
        using var writer = new BinaryWriter(s, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        foreach (var words in new[] { _nouns, _verbs })
        {
            writer.Write7BitEncodedInt(words.Count);
            foreach (var (word, count) in words.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.Write(word);
                writer.Write7BitEncodedInt(count);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream holds something else, or less.</exception>
    public static Lexicon Read(Stream s)
    {
        try
        {
            using var reader = new BinaryReader(s, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadUInt32() != Magic) throw new InvalidDataException("This is no lexicon.");
            var nouns = Words(reader);
            return new(nouns, Words(reader));
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The lexicon is damaged.", e);
        }
    }

    private static Dictionary<string, int> Words(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        if (count is < 0 or > MostWords) throw new InvalidDataException("The lexicon is damaged.");
        var words = new Dictionary<string, int>(Math.Min(count, 1 << 16));
        for (var i = 0; i < count; i++) words[reader.ReadString()] = reader.Read7BitEncodedInt();
        return words;
    }

    private string MakeHash()
    {
        if (_nouns.Count + _verbs.Count == 0) return "";
        using var content = new MemoryStream();
        Write(content);
        return Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)))[..16];
    }
}

/// <summary>Learns a <see cref="Lexicon"/> text by text. Holds at most a million different words; the rarest go first.</summary>
public sealed class LexiconBuilder
{
    private const int MostWords = 1_000_000;
    private const int LongestWord = 14;
    private const int LongestNoun = 10;
    private const int KindsOfParticle = 3;
    private const int KindsOfEnding = 3;

    private readonly Dictionary<string, int> _words = [];

    /// <summary>Adds the words of Hangul of <paramref name="text"/>; the rest is passed over.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < text.Length;)
        {
            if (!Jamo.IsSyllable(text[i]))
            {
                i++;
                continue;
            }
            var from = i;
            while (i < text.Length && Jamo.IsSyllable(text[i])) i++;
            // A particle behind a word of another script teaches nothing about nouns.
            if (i - from > LongestWord || from > 0 && char.IsLetterOrDigit(text[from - 1])) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(words, text[from..i], out _)++;
        }
        for (var least = 1; _words.Count > MostWords; least++)
            foreach (var (word, count) in _words)
                if (count <= least) _words.Remove(word);
    }

    /// <summary>The lexicon of what was added so far.</summary>
    public Lexicon Build()
    {
        var nouns = new Dictionary<string, (ulong Groups, int Count)>();
        var verbs = new Dictionary<string, (ulong Groups, int Count)>();
        var nounLookup = nouns.GetAlternateLookup<ReadOnlySpan<char>>();
        var forms = new List<VerbForm>();
        foreach (var (word, count) in _words)
        {
            if (word.Length <= LongestNoun && !EndsInParticle(word)) See(ref CollectionsMarshal.GetValueRefOrAddDefault(nouns, word, out _), 0, count);
            for (var cut = Math.Max(1, word.Length - Particles.Longest); cut < word.Length && cut <= LongestNoun; cut++)
            {
                var group = Particles.Group(word.AsSpan(cut), word[cut - 1]);
                if (group >= 0 && !EndsInParticle(word.AsSpan(0, cut))) See(ref CollectionsMarshal.GetValueRefOrAddDefault(nounLookup, word.AsSpan(0, cut), out _), group, count);
            }
            // What 하다 or 되다 follows is a noun, and no verb of its own.
            if (Endings.LightVerb(word) is > 0 and var noun)
            {
                See(ref CollectionsMarshal.GetValueRefOrAddDefault(nounLookup, word.AsSpan(0, noun), out _), 63, count);
                continue;
            }
            forms.Clear();
            Endings.Read(word, forms);
            foreach (var form in forms) See(ref CollectionsMarshal.GetValueRefOrAddDefault(verbs, form.Stem, out _), form.Trust == Trust.Sure ? 40 + form.Ending % 8 : form.Ending % 40, count);
        }
        return new(Kept(nouns, KindsOfParticle), Kept(verbs, KindsOfEnding));

        static void See(ref (ulong Groups, int Count) seen, int group, int count) => seen = (seen.Groups | 1UL << group, seen.Count + count);

        static Dictionary<string, int> Kept(Dictionary<string, (ulong Groups, int Count)> seen, int kinds) =>
            seen.Where(pair => System.Numerics.BitOperations.PopCount(pair.Value.Groups) >= kinds).ToDictionary(pair => pair.Key, pair => pair.Value.Count);
    }

    // 학교에서 is followed by 는, 도 and 의 too, and is no noun.
    private static bool EndsInParticle(ReadOnlySpan<char> word)
    {
        if (word.Length < 3) return false;
        if (word[^1] is '에' or '를') return true;
        for (var cut = 2; cut <= word.Length - 2; cut++)
            if (Particles.Is(word[cut..], word[cut - 1])) return true;
        return false;
    }
}
