namespace Chancery.Text.Search;

/// <summary>Walks the dictionary of a segment in the order of its terms' bytes.</summary>
internal sealed class TermCursor(Segment segment)
{
    private readonly byte[] _term = new byte[1024];
    private int _length;
    private int _block = -1;
    private int _at;
    private ulong _postings;

    public ReadOnlySpan<byte> Term => _term.AsSpan(0, _length);

    public TermEntry Entry { get; private set; }

    private int Blocks => segment.Blocks.Length - 1;

    public bool MoveNext()
    {
        if (_block >= 0 && _at < Current().Length)
        {
            Read(Current());
            return true;
        }
        if (_block + 1 >= Blocks) return false;
        Enter(_block + 1);
        Read(Current());
        return true;
    }

    /// <summary>To the first term that is not before <paramref name="term"/>; false when there is none.</summary>
    public bool Seek(ReadOnlySpan<byte> term)
    {
        int low = 0, high = Blocks - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (segment.FirstTerm(middle).SequenceCompareTo(term) <= 0) low = middle;
            else high = middle - 1;
        }
        if (high < 0) return false;
        if (_block != low || _length == 0 || Term.SequenceCompareTo(term) > 0) Enter(low);
        else if (Term.SequenceEqual(term)) return true;
        while (MoveNext())
        {
            if (Term.SequenceCompareTo(term) >= 0) return true;
        }
        return false;
    }

    private void Enter(int block)
    {
        _postings = segment.BlockPostings(block);
        _block = block;
        _at = 0;
        _length = 0;
    }

    private ReadOnlySpan<byte> Current() => segment.Block(_block)[12..];

    private void Read(ReadOnlySpan<byte> entries)
    {
        var shared = (int)Wire.Read(entries, ref _at);
        var suffix = (int)Wire.Read(entries, ref _at);
        if (shared > _length || shared + suffix > _term.Length || suffix > entries.Length - _at) throw new DamagedIndexException("A term of the index is damaged.");
        entries.Slice(_at, suffix).CopyTo(_term.AsSpan(shared));
        _at += suffix;
        _length = shared + suffix;
        var documents = (int)Wire.Read(entries, ref _at);
        var length = (int)Wire.Read(entries, ref _at);
        Entry = new TermEntry(documents, _postings, length);
        _postings += (ulong)length + 4;
    }
}
