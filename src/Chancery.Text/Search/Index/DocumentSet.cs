using System.Numerics;

namespace Chancery.Text.Search;

/// <summary>A set of the documents of one segment, a bit each.</summary>
internal sealed class DocumentSet
{
    private readonly ulong[] _words;

    public DocumentSet(int capacity)
    {
        Capacity = capacity;
        _words = new ulong[(capacity + 63) / 64];
    }

    private DocumentSet(int capacity, ulong[] words)
    {
        Capacity = capacity;
        _words = words;
    }

    public int Capacity { get; }

    public ReadOnlySpan<ulong> Words => _words;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public static DocumentSet All(int capacity)
    {
        var all = new DocumentSet(capacity);
        all._words.AsSpan().Fill(ulong.MaxValue);
        if ((capacity & 63) != 0) all._words[^1] = (1UL << (capacity & 63)) - 1;
        return all;
    }

    public static DocumentSet Of(int capacity, ReadOnlySpan<ulong> words) => new(capacity, words.ToArray());

    public bool Contains(int document) => (_words[document >> 6] & (1UL << (document & 63))) != 0;

    public void Add(int document) => _words[document >> 6] |= 1UL << (document & 63);

    /// <summary>Some of the 64 documents from number 64 × <paramref name="group"/> on.</summary>
    public void Add(int group, ulong documents) => _words[group] |= documents;

    public DocumentSet Copy() => new(Capacity, (ulong[])_words.Clone());

    public void And(DocumentSet other)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] &= other._words[i];
    }

    public void Or(DocumentSet other)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] |= other._words[i];
    }

    public void Without(DocumentSet other)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] &= ~other._words[i];
    }

    public IEnumerable<int> Documents
    {
        get
        {
            for (var i = 0; i < _words.Length; i++)
            {
                for (var word = _words[i]; word != 0; word &= word - 1) yield return (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }
    }
}
