using System.Buffers;
using System.Runtime.InteropServices;

namespace Chancery.Text.Search;

/// <summary>
/// Makes of texts the terms that the archive search keeps and asks for, by the same rules for documents and queries.
/// It remembers what it made of the words it met (some 60,000), so each thread has its own; it is cheap to make.
/// Any text is taken: time grows with its length, and nothing in it is an error. A word of more than 128 UTF-16 units is cut.
/// </summary>
/// <param name="lexicon">What was learnt of the archive's Korean; <see cref="Lexicon.Empty"/> is fine.</param>
public sealed class Analyser(Lexicon lexicon)
{
    /// <summary>The version of the rules, stored in the index: an index of another version is rebuilt.</summary>
    public const int Version = 1;

    private const int LongestChunk = 128;
    private const int MostChunks = 32_768;
    private const int RulesCount = 5;
    private const int LongestGap = 3;

    private readonly Pairs _pairs = new();
    private readonly Dictionary<string, Chunk>?[] _young = new Dictionary<string, Chunk>?[RulesCount];
    private readonly Dictionary<string, Chunk>?[] _old = new Dictionary<string, Chunk>?[RulesCount];
    private ChunkReader? _reader;

    /// <summary>What it goes by; an index made with another one is rebuilt.</summary>
    public Lexicon Lexicon { get; } = lexicon;

    /// <summary>
    /// Adds the terms of a document's text to <paramref name="tokens"/>, in the order of its words. Offsets are UTF-16 units of
    /// <paramref name="text"/>; words count from 0.
    /// </summary>
    /// <param name="text">The text as it is, folded or not.</param>
    /// <param name="language">Its language, BCP 47; what comes behind a hyphen is not looked at, and one that is not known goes by words alone.</param>
    /// <param name="tokens">Where the terms are added.</param>
    public void Analyse(ReadOnlySpan<char> text, string language, List<Token> tokens)
    {
        var rules = RulesOf(language);
        var known = Known(rules);
        var word = 0;
        var (last, stemLast, lastStart, lastEnd) = ('\0', '\0', 0, 0);
        for (var i = 0; Next(text, ref i, out var from);)
        {
            if (!known.TryGetValue(text[from..i], out var chunk))
            {
                chunk = Make(text[from..i], rules);
                known = Known(rules);
            }
            if (last != '\0' && chunk.First != '\0' && IsGap(text[lastEnd..from]))
            {
                tokens.Add(new(_pairs.Of(last, chunk.First), TermChannel.Pair, lastStart, from + chunk.FirstEnd, word));
                if (stemLast != '\0') tokens.Add(new(_pairs.Of(stemLast, chunk.First), TermChannel.Pair, lastStart, from + chunk.FirstEnd, word));
            }
            var parts = chunk.Parts;
            var count = tokens.Count;
            CollectionsMarshal.SetCount(tokens, count + parts.Length);
            var output = CollectionsMarshal.AsSpan(tokens)[count..];
            for (var p = 0; p < parts.Length; p++)
            {
                ref readonly var part = ref parts[p];
                output[p] = new(part.Term, part.Channel, from + part.Start, from + part.End, word + part.Word);
            }
            word += chunk.Words;
            (last, stemLast, lastStart, lastEnd) = (chunk.Last, chunk.StemLast, from + chunk.LastStart, i);
        }
    }

    /// <summary>
    /// Adds the terms of a query: for each word those of all <paramref name="languages"/>, none twice; with no language, those of
    /// words alone. Several written variants of one word share its ordinal, so that a ranking can take the best of them.
    /// </summary>
    public void AnalyseQuery(ReadOnlySpan<char> text, IReadOnlyList<string> languages, List<Token> tokens)
    {
        var wanted = new bool[RulesCount];
        foreach (var language in languages) wanted[(int)RulesOf(language)] = true;
        if (languages.Count == 0) wanted[(int)Rules.Other] = true;
        var word = 0;
        var (last, stemLast, lastStart, lastEnd) = ('\0', '\0', 0, 0);
        for (var i = 0; Next(text, ref i, out var from);)
        {
            var begin = tokens.Count;
            Chunk? chunk = null;
            for (var rules = 0; rules < RulesCount; rules++)
            {
                if (!wanted[rules]) continue;
                if (!Known((Rules)rules).TryGetValue(text[from..i], out chunk)) chunk = Make(text[from..i], (Rules)rules);
                foreach (var part in chunk.Parts)
                {
                    if (part.DocumentOnly) continue;
                    var twice = false;
                    for (var j = begin; j < tokens.Count && !twice; j++)
                        twice = tokens[j].Word == word + part.Word && tokens[j].Channel == part.Channel && tokens[j].Term == part.Term;
                    if (!twice) tokens.Add(new(part.Term, part.Channel, from + part.Start, from + part.End, word + part.Word));
                }
            }
            if (chunk is null) continue;
            if (last != '\0' && chunk.First != '\0' && IsGap(text[lastEnd..from]))
            {
                tokens.Insert(begin, new(_pairs.Of(last, chunk.First), TermChannel.Pair, lastStart, from + chunk.FirstEnd, word));
                if (stemLast != '\0') tokens.Insert(begin + 1, new(_pairs.Of(stemLast, chunk.First), TermChannel.Pair, lastStart, from + chunk.FirstEnd, word));
            }
            word += chunk.Words;
            (last, stemLast, lastStart, lastEnd) = (chunk.Last, chunk.StemLast, from + chunk.LastStart, i);
        }
    }

    /// <summary>
    /// The stems of <paramref name="text"/> one after another without spaces: what a query and a title are laid side by side
    /// by, whatever their spacing and particles.
    /// </summary>
    public string Despaced(ReadOnlySpan<char> text, string language)
    {
        var output = new ArrayBufferWriter<char>(text.Length + 1);
        Despaced(text, language, output);
        return output.WrittenSpan.ToString();
    }

    internal void Despaced(ReadOnlySpan<char> text, string language, ArrayBufferWriter<char> output)
    {
        var rules = RulesOf(language);
        for (var i = 0; Next(text, ref i, out var from);)
        {
            if (!Known(rules).TryGetValue(text[from..i], out var chunk)) chunk = Make(text[from..i], rules);
            output.Write(chunk.Stem);
        }
    }

    private static Rules RulesOf(string language)
    {
        var primary = language.AsSpan();
        if (primary.IndexOf('-') is >= 0 and var hyphen) primary = primary[..hyphen];
        return primary switch
        {
            "en" or "ko" or "ja" or "zh" or "ru" => Rules.English,
            "fr" => Rules.French,
            "tr" => Rules.Turkish,
            "az" => Rules.Azerbaijani,
            _ => Rules.Other,
        };
    }

    // The next written word from i on: letters and digits, with what joins them inside. Moves i behind it.
    private static bool Next(ReadOnlySpan<char> text, ref int i, out int from)
    {
        for (; i < text.Length; i++)
        {
            var script = Scripts.Of(text[i]);
            if (script is not (Script.None or Script.Joiner or Script.Mark or Script.Dropped) && (script != Script.Surrogate || IsLetter(text, i))) break;
        }
        from = i;
        if (i == text.Length) return false;
        var most = Math.Min(text.Length, from + LongestChunk);
        while (i < most)
        {
            switch (Scripts.Of(text[i]))
            {
                case Script.None:
                    return true;
                case Script.Surrogate:
                    if (!IsLetter(text, i) || i + 2 > most) return i > from || (i += 2) > from;
                    i += 2;
                    break;
                case Script.Joiner:
                    if (!Joins(text, i)) return true;
                    i++;
                    break;
                default:
                    i++;
                    break;
            }
        }
        // A cut does not part a letter from its marks.
        if (i < text.Length && i == from + LongestChunk)
            for (var back = 0; back < 8 && i > from + 1 && (Scripts.Of(text[i]) is Script.Mark || text[i] is >= '\u1160' and <= '\u11FF'); back++) i--;
        return true;
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int i) =>
        i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && Scripts.Of(text[i], text[i + 1]) is not (Script.None or Script.Mark);

    private static bool Joins(ReadOnlySpan<char> text, int i)
    {
        if (i + 1 >= text.Length) return false;
        var (before, after) = (Scripts.Of(text[i - 1]), Scripts.Of(text[i + 1]));
        if (after is Script.None or Script.Joiner or Script.Dropped or Script.Mark or Script.Surrogate) return false;
        return text[i] switch
        {
            ',' => before == Script.Digit && after == Script.Digit,
            '.' => before is Script.Latin or Script.Digit && after is Script.Latin or Script.Digit,
            _ => true,
        };
    }

    private static bool IsGap(ReadOnlySpan<char> gap)
    {
        if (gap.Length > LongestGap) return false;
        foreach (var c in gap)
            if (c is '\n' or '\r' or '.' or '!' or '?' or '。' or ';') return false;
        return true;
    }

    private Dictionary<string, Chunk>.AlternateLookup<ReadOnlySpan<char>> Known(Rules rules) => (_young[(int)rules] ??= []).GetAlternateLookup<ReadOnlySpan<char>>();

    // Two generations: when the young one is full it becomes the old one, and what is asked for again comes back.
    private Chunk Make(ReadOnlySpan<char> raw, Rules rules)
    {
        var young = _young[(int)rules] ??= [];
        if (young.Count >= MostChunks)
        {
            (_old[(int)rules], young) = (young, _old[(int)rules] ?? []);
            young.Clear();
            _young[(int)rules] = young;
        }
        if (_old[(int)rules] is not { } old || !old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(raw, out var chunk))
            chunk = (_reader ??= new(Lexicon, _pairs)).Read(raw, rules);
        young[raw.ToString()] = chunk;
        return chunk;
    }
}
