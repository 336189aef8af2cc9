using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>Collects documents, no two of one name, until they are written as one segment. For one thread.</summary>
internal sealed class SegmentBuilder(Analyser analyser)
{
    /// <summary>First byte of a term: its channel; labels come after the analysis's own.</summary>
    internal const byte LabelChannel = 4;

    /// <summary>In letters; no more than 240 bytes.</summary>
    private const int LongestTerm = 60;

    private readonly Dictionary<string, int>[] _terms = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly List<Head> _heads = [];
    private readonly List<Entry> _entries = [];
    private readonly List<Token> _tokens = [];
    private readonly List<byte[]> _texts = [];
    private readonly DocumentColumns _columns = new();
    private long _totalLength;

    public int Documents => _columns.Ids.Count;

    public static string Text(SearchDocument document)
    {
        var text = new StringBuilder();
        text.Append(SearchFolding.Fold(document.Title)).Append('\n');
        text.AppendJoin('\u0001', document.Headings.Select(h => SearchFolding.Fold(h))).Append('\n');
        text.Append(SearchFolding.Fold(document.Body));
        return text.ToString();
    }

    public static byte Channel(TermChannel channel) => (byte)((int)channel + 1);

    public void Add(SearchDocument document)
    {
        var number = Documents;
        var length = Field(number, document.Title, document.Language, FieldWeights.Title, Places.Title);
        foreach (var heading in document.Headings) length += Field(number, heading, document.Language, FieldWeights.Heading, Places.Heading);
        length += Field(number, document.Body, document.Language, FieldWeights.Body, Places.Body);
        foreach (var label in document.Labels) Put(3, label, number, 1, Places.Body);

        _columns.Ids.Add(document.Id);
        _columns.Stories.Add(document.Story);
        _columns.Days.Add(document.Date.DayNumber);
        _columns.Lengths.Add(FieldWeights.Code(length));
        _columns.Languages.Add(_columns.Language(document.Language));
        _texts.Add(Encoding.UTF8.GetBytes(Text(document)));
        _totalLength += length;
    }

    public void Write(Stream to)
    {
        using var writer = new SegmentWriter(to);
        foreach (var text in _texts) writer.Text(text);
        var postings = new ArrayBufferWriter<byte>();
        var chain = new List<int>();
        for (var channel = 0; channel < _terms.Length; channel++)
        {
            foreach (var (key, head) in Sorted(channel))
            {
                postings.ResetWrittenCount();
                chain.Clear();
                for (var at = _heads[head].Last; at >= 0; at = _entries[at].Before) chain.Add(at);
                var previous = -1;
                for (var i = chain.Count - 1; i >= 0; i--)
                {
                    var entry = _entries[chain[i]];
                    var length = Postings.Write(postings.GetSpan(Postings.LongestEntry), entry.Document - previous, entry.Weight, entry.Places);
                    postings.Advance(length);
                    previous = entry.Document;
                }
                writer.Term(key.Span, chain.Count, postings.WrittenSpan);
            }
        }
        writer.Finish(_columns, _totalLength);
    }

    private int Field(int document, string text, string language, int weight, Places place)
    {
        if (text.Length == 0) return 0;
        _tokens.Clear();
        analyser.Analyse(text, language, _tokens);
        var words = 0;
        var last = -1;
        foreach (ref readonly var token in CollectionsMarshal.AsSpan(_tokens))
        {
            Put((int)token.Channel, token.Term, document, weight, place);
            // The length counts written words, not how many terms the analysis makes of one.
            if (token.Word != last) words++;
            last = token.Word;
        }
        return words * weight;
    }

    private void Put(int channel, string term, int document, int weight, Places place)
    {
        if (term.Length > LongestTerm) term = Cut(term);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms[channel], term, out var known);
        if (!known)
        {
            number = _heads.Count;
            _heads.Add(new Head { Last = -1 });
        }
        ref var head = ref CollectionsMarshal.AsSpan(_heads)[number];
        if (head.Last >= 0)
        {
            ref var entry = ref CollectionsMarshal.AsSpan(_entries)[head.Last];
            if (entry.Document == document)
            {
                entry.Weight += (uint)weight;
                entry.Places |= place;
                return;
            }
        }
        _entries.Add(new Entry { Document = document, Before = head.Last, Weight = (uint)weight, Places = place });
        head.Last = _entries.Count - 1;
    }

    /// <summary>The terms of a channel by their bytes: first by the eight foremost, which settles most.</summary>
    private (ReadOnlyMemory<byte> Key, int Head)[] Sorted(int channel)
    {
        var terms = _terms[channel];
        var keys = new ulong[terms.Count];
        var items = new (ReadOnlyMemory<byte> Key, int Head)[terms.Count];
        var i = 0;
        Span<byte> front = stackalloc byte[8];
        foreach (var (term, head) in terms)
        {
            var key = Key((byte)(channel + 1), term);
            items[i] = (key, head);
            front.Clear();
            key.AsSpan(0, Math.Min(8, key.Length)).CopyTo(front);
            keys[i++] = BinaryPrimitives.ReadUInt64BigEndian(front);
        }
        Array.Sort(keys, items);
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from]) to++;
            if (to - from > 1) Array.Sort(items, from, to - from, ByBytes.Instance);
            from = to;
        }
        return items;
    }

    /// <summary>A term as the dictionary knows it: its channel and its first sixty letters.</summary>
    internal static byte[] Key(byte channel, string term)
    {
        if (term.Length > LongestTerm) term = Cut(term);
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(term)];
        bytes[0] = channel;
        Encoding.UTF8.GetBytes(term, bytes.AsSpan(1));
        return bytes;
    }

    private static string Cut(string term) => term[..(char.IsHighSurrogate(term[LongestTerm - 1]) ? LongestTerm - 1 : LongestTerm)];

    private struct Head
    {
        public int Last;
    }

    private struct Entry
    {
        public int Document;
        public int Before;
        public uint Weight;
        public Places Places;
    }

    private sealed class ByBytes : IComparer<(ReadOnlyMemory<byte> Key, int Head)>
    {
        public static readonly ByBytes Instance = new();

        public int Compare((ReadOnlyMemory<byte> Key, int Head) x, (ReadOnlyMemory<byte> Key, int Head) y) => x.Key.Span.SequenceCompareTo(y.Key.Span);
    }
}
