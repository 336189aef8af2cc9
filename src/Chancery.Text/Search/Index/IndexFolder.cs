using System.Globalization;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>
/// The files of an index. A file is written under another name, brought to the disk and then renamed; the manifest,
/// which names all that count, comes last. So a crash leaves the state before or the state after.
/// </summary>
internal sealed class IndexFolder : IDisposable
{
    private const string ManifestName = "manifest";
    private readonly FileStream? _lock;

    private IndexFolder(string path, FileStream? held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Called before each step that touches the disk, with its name: where tests put their faults.</summary>
    internal Action<string>? Before { get; set; }

    /// <exception cref="IOException">Another process writes this index.</exception>
    public static IndexFolder ForWriting(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new IndexFolder(path, new FileStream(System.IO.Path.Combine(path, "write.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None));
        }
        catch (IOException e)
        {
            throw new IOException($"Another process writes the index in {path}.", e);
        }
    }

    public static IndexFolder ForReading(string path) => new(path, null);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, Action<Stream> content)
    {
        var temporary = File(name + ".new");
        Before?.Invoke("create " + name);
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 17))
        {
            content(Before is null ? stream : new Watched(stream, name, Before));
            Before?.Invoke("flush " + name);
            stream.Flush(flushToDisk: true);
        }
        Before?.Invoke("rename " + name);
        System.IO.File.Move(temporary, File(name), overwrite: true);
    }

    public void Write(Manifest manifest) => Write(ManifestName, to => to.Write(Encoding.UTF8.GetBytes(manifest.ToText())));

    /// <summary>Null when nothing was ever written.</summary>
    public Manifest? ReadManifest() =>
        System.IO.File.Exists(File(ManifestName)) ? Manifest.Parse(System.IO.File.ReadAllText(File(ManifestName))) : null;

    /// <summary>Removes what the manifest does not name: left by a crash, or replaced.</summary>
    public void Sweep(Manifest manifest)
    {
        var wanted = manifest.Segments.SelectMany(s => s.Files).Append(ManifestName).Append("write.lock").ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path))
        {
            var name = System.IO.Path.GetFileName(file);
            if (wanted.Contains(name) || !(name.EndsWith(".seg", StringComparison.Ordinal) || name.EndsWith(".del", StringComparison.Ordinal) || name.EndsWith(".new", StringComparison.Ordinal))) continue;
            Before?.Invoke("delete " + name);
            System.IO.File.Delete(file);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private sealed class Watched(Stream inner, string name, Action<string> before) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            before("write " + name);
            inner.Write(buffer);
        }
    }
}

/// <summary>What an index consists of, as text with a checksum in its last line.</summary>
/// <param name="Analysis">Version of the analysis and hash of the lexicon that made the terms.</param>
/// <param name="Sequence">Every change of the outbox up to this one is in the segments.</param>
/// <param name="Next">Number of the next file.</param>
internal sealed record Manifest(string Analysis, long Sequence, int Next, IReadOnlyList<SegmentName> Segments)
{
    private const string First = "chancery-index 1";

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(First).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"analysis {Analysis}\nsequence {Sequence}\nnext {Next}\n");
        foreach (var segment in Segments) text.Append(CultureInfo.InvariantCulture, $"segment {segment.Number} {segment.Deleted} {segment.Identity:n}\n");
        var sum = Wire.Checksum(Encoding.UTF8.GetBytes(text.ToString()));
        return text.Append(CultureInfo.InvariantCulture, $"checksum {sum:x8}\n").ToString();
    }

    public static Manifest Parse(string text)
    {
        var end = text.LastIndexOf("checksum ", StringComparison.Ordinal);
        if (end < 0 || text[end..] != $"checksum {Wire.Checksum(Encoding.UTF8.GetBytes(text[..end])):x8}\n") throw new DamagedIndexException("The manifest is damaged.");
        var lines = text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 4 || lines[0] != First) throw new DamagedIndexException("The manifest is of another kind.");
        string Value(int line, string name) => lines[line].StartsWith(name + " ", StringComparison.Ordinal) ? lines[line][(name.Length + 1)..] : throw new DamagedIndexException($"The manifest lacks its {name}.");
        var segments = new List<SegmentName>();
        for (var i = 4; i < lines.Length; i++)
        {
            var numbers = Value(i, "segment").Split(' ');
            segments.Add(new SegmentName(int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture), Guid.ParseExact(numbers[2], "n")));
        }
        return new Manifest(Value(1, "analysis"), long.Parse(Value(2, "sequence"), CultureInfo.InvariantCulture), int.Parse(Value(3, "next"), CultureInfo.InvariantCulture), segments);
    }
}

/// <param name="Number">Names its file.</param>
/// <param name="Deleted">Number of the file with its deleted documents; 0 when none is.</param>
/// <param name="Identity">What the file says of itself.</param>
internal sealed record SegmentName(int Number, int Deleted, Guid Identity)
{
    public string File => string.Create(CultureInfo.InvariantCulture, $"{Number:d6}.seg");

    public string DeletedFile => string.Create(CultureInfo.InvariantCulture, $"{Deleted:d6}.del");

    public IEnumerable<string> Files => Deleted == 0 ? [File] : [File, DeletedFile];
}
