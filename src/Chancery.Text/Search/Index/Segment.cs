using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>
/// An immutable part of the index, read where it lies: in a file that is mapped into memory, or in memory alone for the
/// newest documents. Columns and the places of dictionary blocks are checked when it is opened; a dictionary block, a
/// term's postings and a text each time they are read. So no byte that changed is ever answered from.
/// </summary>
internal sealed unsafe class Segment
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte[]? _memory;
    private readonly byte* _start;
    private readonly (ulong At, ulong Length)[] _sections = new (ulong, ulong)[SegmentWriter.Sections];
    private readonly Dictionary<string, DocumentSet> _labels = new(StringComparer.Ordinal);
    private readonly ulong[] _checkedBlocks;
    private int _references = 1;

    /// <summary>A file of the index.</summary>
    public Segment(string path)
    {
        Name = Path.GetFileName(path);
        var length = new FileInfo(path).Length;
        if (length < 32) throw new DamagedIndexException($"{Name} is too short.");
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
        Size = length;
        try
        {
            (Documents, Terms, TotalLength, LanguageNames) = Open();
            _checkedBlocks = new ulong[(Blocks.Length / 64) + 1];
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>A segment in memory; the array is pinned.</summary>
    public Segment(byte[] pinned)
    {
        _memory = pinned;
        _start = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(pinned));
        Size = pinned.Length;
        (Documents, Terms, TotalLength, LanguageNames) = Open();
        _checkedBlocks = new ulong[(Blocks.Length / 64) + 1];
    }

    /// <summary>Null when it is in memory alone.</summary>
    public string? Name { get; }

    /// <summary>Its own, so that one file cannot stand in for another.</summary>
    public Guid Identity { get; private set; }

    /// <summary>In bytes.</summary>
    public long Size { get; }

    public int Documents { get; }

    public int Terms { get; }

    /// <summary>Sum of the documents' weighted lengths.</summary>
    public long TotalLength { get; }

    public IReadOnlyList<string> LanguageNames { get; }

    public ReadOnlySpan<Guid> Ids => Column<Guid>(5);

    public ReadOnlySpan<Guid> Stories => Column<Guid>(6);

    public ReadOnlySpan<int> Days => Column<int>(7);

    public ReadOnlySpan<byte> Lengths => Column<byte>(8);

    public ReadOnlySpan<byte> Languages => Column<byte>(9);

    /// <summary>For each document the number its story has in the whole index; set once when it joins a snapshot.</summary>
    public int[] StoryNumbers { get; set; } = [];

    private ReadOnlySpan<int> ById => Column<int>(10);

    internal ReadOnlySpan<ulong> Blocks => Column<ulong>(3);

    public void Borrow() => Interlocked.Increment(ref _references);

    public void Return()
    {
        if (Interlocked.Decrement(ref _references) == 0) Close();
    }

    /// <summary>The number of a document, or -1.</summary>
    public int Find(Guid id)
    {
        var ids = Ids;
        var order = ById;
        int low = 0, high = order.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var compared = ids[order[middle]].CompareTo(id);
            if (compared == 0) return order[middle];
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    /// <summary>The folded title, headings and body: lines one, two and three; headings parted by U+0001.</summary>
    public string Text(int document) => Encoding.UTF8.GetString(TextBytes(document));

    internal ReadOnlySpan<byte> TextBytes(int document)
    {
        var places = Column<ulong>(4);
        return Checked(places[document], places[document + 1] - places[document] - 4, "a text");
    }

    public bool TryFind(ReadOnlySpan<byte> term, out TermEntry entry)
    {
        entry = default;
        int low = 0, high = Blocks.Length - 2;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (FirstTerm(middle).SequenceCompareTo(term) <= 0) low = middle;
            else high = middle - 1;
        }
        if (high < 0) return false;
        var entries = Block(low)[12..];
        var postings = BlockPostings(low);
        // How many bytes the entry before has in common with the term; an entry that shares more with it than that is before the term as well.
        var same = 0;
        for (var at = 0; at < entries.Length;)
        {
            var shared = (int)Wire.Read(entries, ref at);
            var length = (int)Wire.Read(entries, ref at);
            if (length > entries.Length - at) throw new DamagedIndexException("A term of the index is damaged.");
            var suffix = entries.Slice(at, length);
            at += length;
            var documents = (int)Wire.Read(entries, ref at);
            var bytes = (int)Wire.Read(entries, ref at);
            if (shared < same) return false;
            if (shared == same)
            {
                var rest = term[same..];
                var common = suffix.CommonPrefixLength(rest);
                if (common == rest.Length && common == suffix.Length)
                {
                    entry = new TermEntry(documents, postings, bytes);
                    return true;
                }
                if (common == rest.Length || common < suffix.Length && suffix[common] > rest[common]) return false;
                same += common;
            }
            postings += (ulong)bytes + 4;
        }
        return false;
    }

    /// <summary>The documents with a label, kept after the first time.</summary>
    public DocumentSet Labelled(string label)
    {
        lock (_labels)
        {
            if (_labels.TryGetValue(label, out var known)) return known;
        }
        var set = new DocumentSet(Documents);
        if (TryFind(SegmentBuilder.Key(SegmentBuilder.LabelChannel, label), out var entry))
        {
            var cursor = Read(entry);
            while (cursor.MoveNext()) set.Add(cursor.Document);
        }
        lock (_labels)
        {
            // Labels asked for are few; what a stranger makes up must not fill the memory.
            if (_labels.Count < 200) _labels[label] = set;
        }
        return set;
    }

    public PostingCursor Read(in TermEntry entry)
    {
        var bytes = Checked(entry.At, (ulong)entry.Length, "postings");
        return new PostingCursor(_start + entry.At + 4, bytes.Length);
    }

    internal ReadOnlySpan<byte> PostingBytes(in TermEntry entry) => Checked(entry.At, (ulong)entry.Length, "postings");

    /// <summary>
    /// The entries of a block of the dictionary, after twelve bytes of its checksum and of where its postings begin. It
    /// is checked the first time, also when the search for a term only steers by it: a wrong turn would lose terms.
    /// </summary>
    internal ReadOnlySpan<byte> Block(int number)
    {
        var blocks = Blocks;
        var (at, length) = _sections[2];
        if (blocks[number + 1] > length || blocks[number] + 12 > blocks[number + 1]) throw new DamagedIndexException($"{Label} has a bad dictionary.");
        var block = new ReadOnlySpan<byte>(_start + at + blocks[number], (int)(blocks[number + 1] - blocks[number]));
        if ((Volatile.Read(ref _checkedBlocks[number >> 6]) & (1UL << (number & 63))) != 0) return block;
        var sum = Wire.Checksum(block[12..]) ^ Wire.Checksum(block[4..12]);
        if (sum != BinaryPrimitives.ReadUInt32LittleEndian(block)) throw new DamagedIndexException($"{Label} has a damaged dictionary.");
        Interlocked.Or(ref _checkedBlocks[number >> 6], 1UL << (number & 63));
        return block;
    }

    /// <summary>Where the postings of a block begin.</summary>
    internal ulong BlockPostings(int number) => _sections[1].At + BinaryPrimitives.ReadUInt64LittleEndian(Block(number)[4..]);

    internal ReadOnlySpan<byte> FirstTerm(int number)
    {
        var entry = Block(number)[12..];
        var read = 1;
        var suffix = (int)Wire.Read(entry, ref read);
        return entry.Slice(read, suffix);
    }

    private string Label => Name ?? "The newest part of the index";

    private ReadOnlySpan<T> Column<T>(int section) where T : unmanaged =>
        new(_start + _sections[section].At, (int)(_sections[section].Length / (ulong)sizeof(T)));

    private ReadOnlySpan<byte> Checked(ulong at, ulong length, string what)
    {
        if (length > int.MaxValue || at + length + 4 > (ulong)Size) throw new DamagedIndexException($"{Label} is cut off in {what}.");
        var bytes = new ReadOnlySpan<byte>(_start + at + 4, (int)length);
        if (Wire.Checksum(bytes) != *(uint*)(_start + at)) throw new DamagedIndexException($"{Label} has damaged {what}.");
        return bytes;
    }

    private (int Documents, int Terms, long TotalLength, List<string> Languages) Open()
    {
        if (*(ulong*)(_start + Size - 8) != SegmentWriter.Magic) throw new DamagedIndexException($"{Label} is not a segment, or cut off.");
        var from = *(ulong*)(_start + Size - 16);
        if (from + 20 > (ulong)Size) throw new DamagedIndexException($"{Label} has a bad footer.");
        var footer = Checked(from, (ulong)Size - from - 20, "its footer");
        using var reader = new BinaryReader(new MemoryStream(footer.ToArray()));
        Identity = new Guid(reader.ReadBytes(16));
        var documents = reader.ReadInt32();
        var terms = reader.ReadInt32();
        var total = reader.ReadInt64();
        for (var i = 0; i < _sections.Length; i++) _sections[i] = (reader.ReadUInt64(), reader.ReadUInt64());
        var languages = new List<string>();
        for (var n = reader.ReadInt32(); n > 0; n--) languages.Add(reader.ReadString());
        // The dictionary's blocks have their own; between sections only zeros stand.
        var end = _sections[1].At + _sections[1].Length;
        for (var i = 2; i < _sections.Length; i++)
        {
            var (at, length) = _sections[i];
            if (at < end + 4 || at > end + 12) throw new DamagedIndexException($"{Label} has its parts in wrong places.");
            for (var gap = end; gap < at - 4; gap++)
            {
                if (_start[gap] != 0) throw new DamagedIndexException($"{Label} has something between its parts.");
            }
            if (i != 2) Checked(at - 4, length, "a column");
            end = at + length;
        }
        if (end != from) throw new DamagedIndexException($"{Label} has its footer in a wrong place.");
        return (documents, terms, total, languages);
    }

    private void Close()
    {
        if (_view is null) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file!.Dispose();
        GC.KeepAlive(_memory);
    }
}

/// <summary>What the dictionary says of a term: in how many documents, and where they are listed.</summary>
internal readonly record struct TermEntry(int Documents, ulong At, int Length);
