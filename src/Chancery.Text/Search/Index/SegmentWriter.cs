using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Chancery.Text.Search;

/// <summary>What a segment says of each of its documents, by number.</summary>
internal sealed class DocumentColumns
{
    public List<Guid> Ids { get; } = [];

    public List<Guid> Stories { get; } = [];

    /// <summary>Days since 0001-01-01.</summary>
    public List<int> Days { get; } = [];

    /// <summary>Weighted length, as <see cref="FieldWeights.Code"/> rounds it.</summary>
    public List<byte> Lengths { get; } = [];

    public List<byte> Languages { get; } = [];

    public List<string> LanguageNames { get; } = [];

    public byte Language(string name)
    {
        var at = LanguageNames.IndexOf(name);
        if (at >= 0) return (byte)at;
        if (LanguageNames.Count == 255) return Language("und");
        LanguageNames.Add(name);
        return (byte)(LanguageNames.Count - 1);
    }
}

/// <summary>
/// Writes one segment from front to back: texts, then terms with their postings in the order of their bytes, then the
/// columns, then a footer that says where everything lies. Every part has its own checksum (see <see cref="Segment"/>).
/// </summary>
internal sealed class SegmentWriter(Stream to) : IDisposable
{
    internal const ulong Magic = 0x3130474553484331; // "1CHSEG01"
    internal const int BlockTerms = 32;
    internal const int Sections = 11;

    private readonly List<ulong> _texts = [];
    private readonly List<ulong> _blocks = [];
    private readonly MemoryStream _dictionary = new();
    private readonly MemoryStream _block = new();
    private readonly byte[] _small = new byte[16];
    private readonly (ulong At, ulong Length)[] _sections = new (ulong, ulong)[Sections];
    private byte[] _last = new byte[64];
    private int _lastLength;
    private int _inBlock;
    private int _terms;
    private ulong _at;
    private ulong _postingsFrom;
    private ulong _blockPostings;
    private bool _inPostings;

    /// <summary>The folded text of the next document, in UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        _texts.Add(_at);
        Checked(text);
    }

    /// <summary>The next term; terms come in the order of their bytes.</summary>
    public void Term(ReadOnlySpan<byte> term, int documents, ReadOnlySpan<byte> postings)
    {
        if (!_inPostings) BeginPostings();
        if (_inBlock == BlockTerms) EndBlock();
        if (_inBlock == 0) _blockPostings = _at - _postingsFrom;
        var shared = _inBlock == 0 ? 0 : term.CommonPrefixLength(_last.AsSpan(0, _lastLength));
        Number(_block, (uint)shared);
        Number(_block, (uint)(term.Length - shared));
        _block.Write(term[shared..]);
        Number(_block, (uint)documents);
        Number(_block, (uint)postings.Length);
        if (term.Length > _last.Length) Array.Resize(ref _last, term.Length * 2);
        term.CopyTo(_last);
        _lastLength = term.Length;
        _inBlock++;
        _terms++;
        Checked(postings);
    }

    public void Finish(DocumentColumns columns, long totalLength)
    {
        if (!_inPostings) BeginPostings();
        EndBlock();
        _sections[1] = (_postingsFrom, _at - _postingsFrom);
        _texts.Add(_postingsFrom);
        _blocks.Add((ulong)_dictionary.Length);
        Section(2, _dictionary.GetBuffer().AsSpan(0, (int)_dictionary.Length));
        Section(3, Wire.Bytes<ulong>(CollectionsMarshal.AsSpan(_blocks)));
        Section(4, Wire.Bytes<ulong>(CollectionsMarshal.AsSpan(_texts)));
        Section(5, Wire.Bytes<Guid>(CollectionsMarshal.AsSpan(columns.Ids)));
        Section(6, Wire.Bytes<Guid>(CollectionsMarshal.AsSpan(columns.Stories)));
        Section(7, Wire.Bytes<int>(CollectionsMarshal.AsSpan(columns.Days)));
        Section(8, CollectionsMarshal.AsSpan(columns.Lengths));
        Section(9, CollectionsMarshal.AsSpan(columns.Languages));
        Section(10, ById(columns));
        Footer(columns, totalLength);
    }

    public void Dispose()
    {
        _dictionary.Dispose();
        _block.Dispose();
    }

    private static ReadOnlySpan<byte> ById(DocumentColumns columns)
    {
        var order = new int[columns.Ids.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort([.. columns.Ids], order);
        return Wire.Bytes<int>(order);
    }

    private void Footer(DocumentColumns columns, long totalLength)
    {
        using var footer = new MemoryStream();
        using var writer = new BinaryWriter(footer);
        writer.Write(Guid.CreateVersion7().ToByteArray());
        writer.Write(columns.Ids.Count);
        writer.Write(_terms);
        writer.Write(totalLength);
        foreach (var (at, length) in _sections)
        {
            writer.Write(at);
            writer.Write(length);
        }
        writer.Write(columns.LanguageNames.Count);
        foreach (var name in columns.LanguageNames) writer.Write(name);
        writer.Flush();
        var bytes = footer.GetBuffer().AsSpan(0, (int)footer.Length);
        var from = _at;
        Checked(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(_small, from);
        BinaryPrimitives.WriteUInt64LittleEndian(_small.AsSpan(8), Magic);
        Put(_small);
        to.Flush();
    }

    private void BeginPostings()
    {
        _inPostings = true;
        _postingsFrom = _at;
        _sections[0] = (0, _at);
    }

    private void EndBlock()
    {
        if (_inBlock == 0) return;
        _blocks.Add((ulong)_dictionary.Length);
        // The block's checksum covers where its postings begin as well.
        Span<byte> head = stackalloc byte[12];
        var entries = _block.GetBuffer().AsSpan(0, (int)_block.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(head[4..], _blockPostings);
        BinaryPrimitives.WriteUInt32LittleEndian(head, Wire.Checksum(entries) ^ Wire.Checksum(head[4..]));
        _dictionary.Write(head);
        _dictionary.Write(entries);
        _block.SetLength(0);
        _inBlock = 0;
    }

    private void Section(int number, ReadOnlySpan<byte> bytes)
    {
        // Columns are read in place as numbers, so they begin where eight divides.
        while (_at % 8 != 4) Put([0]);
        var from = _at + 4;
        Checked(bytes);
        _sections[number] = (from, (ulong)bytes.Length);
    }

    private void Checked(ReadOnlySpan<byte> bytes)
    {
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Wire.Checksum(bytes));
        Put(sum);
        Put(bytes);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        to.Write(bytes);
        _at += (ulong)bytes.Length;
    }

    private void Number(MemoryStream stream, uint value) => stream.Write(_small.AsSpan(0, Wire.Write(_small, value)));
}
