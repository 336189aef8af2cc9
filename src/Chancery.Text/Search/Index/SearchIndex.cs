using System.Globalization;
using System.Runtime.InteropServices;

namespace Chancery.Text.Search;

/// <summary>
/// A full-text index in a folder: a cache of what a database holds. One process writes it, any number of threads search
/// it meanwhile. Changes are found as soon as <see cref="Apply"/> returns; they reach the disk later, in the background,
/// and <see cref="Stored"/> tells up to which change: after a crash the caller applies those that follow again.
/// </summary>
/// <remarks>
/// Newest documents lie in small segments in memory; those are written out together, and segments of one size are
/// merged, eight at a time (a log-structured merge, O'Neil et al. 1996). Segments never change; a snapshot lists them
/// with the documents deleted since.
/// </remarks>
public sealed class SearchIndex : IDisposable
{
    private const int Fan = 8;

    private readonly Lock _writing = new();
    private readonly IndexFolder? _folder;
    private readonly SearchIndexOptions _options;
    private readonly Lexicon _lexicon;
    private readonly string _analysis;
    private readonly Dictionary<Guid, int> _stories = [];
    private readonly System.Collections.Concurrent.ConcurrentBag<Analyser> _analysers = [];
    private readonly CancellationTokenSource _closing = new();
    private List<Part> _parts = [];
    private Snapshot _snapshot;
    private Task _maintenance = Task.CompletedTask;
    private int _next = 1;

    private SearchIndex(IndexFolder? folder, Lexicon lexicon, SearchIndexOptions options)
    {
        _folder = folder;
        _lexicon = lexicon;
        _options = options;
        _analysis = AnalysisOf(lexicon);
        _snapshot = new Snapshot([], 0);
    }

    /// <summary>The last change applied; searches see it.</summary>
    public long Sequence { get; private set; }

    /// <summary>The last change that is on the disk.</summary>
    public long Stored { get; private set; }

    /// <summary>Documents that can be found.</summary>
    public int Documents => Volatile.Read(ref _snapshot).Documents;

    /// <summary>Bytes of all segments.</summary>
    public long Size => Volatile.Read(ref _snapshot).Leaves.Sum(l => l.Segment.Size);

    public int Segments => Volatile.Read(ref _snapshot).Leaves.Count;

    /// <summary>Why the last work in the background failed; null when it did not. It is tried again with the next change.</summary>
    public Exception? Trouble { get; private set; }

    public Lexicon Lexicon => _lexicon;

    /// <summary>It was made by another analysis (<see cref="SearchIndexOptions.AnyAnalysis"/>): build a new one.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>What the terms of an index depend on: an index of another analysis is built anew.</summary>
    public static string AnalysisOf(Lexicon lexicon) => string.Create(CultureInfo.InvariantCulture, $"{Analyser.Version}-{lexicon.Hash}");

    /// <summary>Opens or begins the index in a folder, to write it.</summary>
    /// <exception cref="IOException">Another process writes it.</exception>
    /// <exception cref="DamagedIndexException">It is damaged, or was made by another analysis.</exception>
    public static SearchIndex Open(string folder, Lexicon lexicon, SearchIndexOptions? options = null)
    {
        var files = IndexFolder.ForWriting(folder);
        files.Before = options?.Before;
        return Open(files, lexicon, options ?? new SearchIndexOptions());
    }

    /// <summary>Opens an index to search it, whether or not another process writes it; what is applied to it stays in memory.</summary>
    /// <exception cref="DamagedIndexException">It is damaged, or was made by another analysis.</exception>
    public static SearchIndex OpenForReading(string folder, Lexicon lexicon) =>
        Open(IndexFolder.ForReading(folder), lexicon, new SearchIndexOptions { ReadOnly = true });

    /// <summary>An index that is gone with the process.</summary>
    public static SearchIndex InMemory(Lexicon lexicon) => new(null, lexicon, new SearchIndexOptions());

    /// <summary>
    /// Takes documents in (one with a known name takes the earlier one's place) and others out. The changes up to
    /// <paramref name="sequence"/> are then applied; the same again changes nothing.
    /// </summary>
    public void Apply(IReadOnlyCollection<SearchDocument> documents, IReadOnlyCollection<Guid> deleted, long sequence)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        var built = Build(Latest(documents));
        lock (_writing)
        {
            var gone = documents.Select(d => d.Id).Concat(deleted).ToHashSet();
            for (var i = 0; i < _parts.Count; i++) _parts[i] = Without(_parts[i], gone);
            _parts.RemoveAll(p => p.Name is null && p.Leaf.Live == 0);
            foreach (var segment in built)
            {
                Number(segment);
                _parts.Add(new Part(new Leaf(segment, null), null, false));
            }
            MergeInMemory();
            Sequence = sequence;
            Publish();
            BeginMaintenance();
        }
        // A writer that is faster than the disk waits for it here, outside the lock.
        if (!_options.ReadOnly && InMemoryBytes > 4 * _options.MemoryBytes) Wait();
    }

    /// <summary>Brings everything to the disk and waits for merges that are due.</summary>
    public void Flush()
    {
        if (_folder is null || _options.ReadOnly) return;
        Wait();
        lock (_writing) _maintenance = Task.Run(() => Maintain(everything: true));
        Wait();
        if (Trouble is { } trouble) throw new IOException("The index could not be written.", trouble);
    }

    /// <summary>Merges all into one segment: deleted documents are then gone from the disk too.</summary>
    public void Compact()
    {
        Flush();
        if (_folder is null) return;
        List<Part> all;
        lock (_writing) all = [.. _parts];
        if (all.Count > 1 || all.Exists(p => p.Leaf.Deleted is not null)) Merge(all, Stored);
    }

    public SearchResults Search(SearchRequest request)
    {
        using var snapshot = Borrow();
        var analyser = Take();
        try
        {
            return new Searcher(snapshot, analyser).Search(request);
        }
        finally
        {
            _analysers.Add(analyser);
        }
    }

    /// <summary>The terms of the index that begin with a channel and text, with the number of documents; for suggestions and spelling.</summary>
    public IEnumerable<(string Term, int Documents)> Words()
    {
        using var snapshot = Borrow();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var leaf in snapshot.Leaves)
        {
            foreach (var (term, documents) in Vocabulary.Of(leaf.Segment, SegmentBuilder.Channel(TermChannel.Word))) counts[term] = counts.GetValueOrDefault(term) + documents;
        }
        return counts.Select(c => (c.Key, c.Value));
    }

    public void Dispose()
    {
        if (_closing.IsCancellationRequested) return;
        _closing.Cancel();
        Wait();
        lock (_writing)
        {
            foreach (var part in _parts) part.Leaf.Segment.Return();
            _parts = [];
            _snapshot.Dispose();
        }
        _folder?.Dispose();
    }

    internal Snapshot Borrow()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            var snapshot = Volatile.Read(ref _snapshot);
            if (snapshot.TryBorrow()) return snapshot;
        }
    }

    private long InMemoryBytes => Volatile.Read(ref _snapshot).Leaves.Where(l => l.Segment.Name is null).Sum(l => l.Segment.Size);

    private static SearchIndex Open(IndexFolder files, Lexicon lexicon, SearchIndexOptions options)
    {
        var index = new SearchIndex(files, lexicon, options);
        try
        {
            if (files.ReadManifest() is { } manifest) index.Load(manifest);
            return index;
        }
        catch (Exception e)
        {
            index.Dispose();
            if (e is DamagedIndexException) throw;
            throw new DamagedIndexException("The index cannot be read.", e);
        }
    }

    private static IReadOnlyCollection<SearchDocument> Latest(IReadOnlyCollection<SearchDocument> documents)
    {
        if (documents.Count < 2) return documents;
        var latest = new Dictionary<Guid, SearchDocument>(documents.Count);
        foreach (var document in documents) latest[document.Id] = document;
        return latest.Values;
    }

    private static Part Without(Part part, HashSet<Guid> gone)
    {
        DocumentSet? found = null;
        foreach (var id in gone)
        {
            var document = part.Leaf.Segment.Find(id);
            if (document >= 0 && part.Leaf.IsLive(document)) (found ??= new DocumentSet(part.Leaf.Segment.Documents)).Add(document);
        }
        return found is null ? part : part with { Leaf = part.Leaf.Without(found), DeletedUnwritten = true };
    }

    private void Load(Manifest manifest)
    {
        IsOutdated = manifest.Analysis != _analysis;
        if (IsOutdated && !_options.AnyAnalysis) throw new DamagedIndexException($"The index was made by analysis {manifest.Analysis}; this is {_analysis}.");
        if (!_options.ReadOnly) _folder!.Sweep(manifest);
        foreach (var name in manifest.Segments)
        {
            var segment = new Segment(_folder!.File(name.File));
            _parts.Add(new Part(new Leaf(segment, null), name, false));
            if (segment.Identity != name.Identity) throw new DamagedIndexException($"{name.File} is another file than the one that was written.");
            if (name.Deleted != 0) _parts[^1] = _parts[^1] with { Leaf = new Leaf(segment, ReadDeleted(_folder.File(name.DeletedFile), segment)) };
            Number(segment);
        }
        (Sequence, Stored, _next) = (manifest.Sequence, manifest.Sequence, manifest.Next);
        Publish();
    }

    private static DocumentSet ReadDeleted(string path, Segment segment)
    {
        var bytes = File.ReadAllBytes(path);
        var words = (segment.Documents + 63) / 64;
        if (bytes.Length != 4 + (words * 8) || DeletedChecksum(segment.Identity, bytes.AsSpan(4)) != MemoryMarshal.Read<uint>(bytes)) throw new DamagedIndexException("A list of deleted documents is damaged.");
        return DocumentSet.Of(segment.Documents, MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(4)));
    }

    /// <summary>Covers which segment the list belongs to.</summary>
    private static uint DeletedChecksum(Guid segment, ReadOnlySpan<byte> words) => Wire.Checksum(words) ^ Wire.Checksum(segment.ToByteArray());

    private Analyser Take() => _analysers.TryTake(out var analyser) ? analyser : new Analyser(_lexicon);

    /// <summary>Segments of the documents; many are analysed on every core.</summary>
    private List<Segment> Build(IReadOnlyCollection<SearchDocument> documents)
    {
        if (documents.Count == 0) return [];
        var shares = documents.Count < 200 ? 1 : Environment.ProcessorCount;
        var chunks = documents.Chunk((documents.Count + shares - 1) / shares).ToArray();
        var segments = new Segment[chunks.Length];
        if (chunks.Length == 1) segments[0] = BuildOne(chunks[0]);
        else Parallel.For(0, chunks.Length, i => segments[i] = BuildOne(chunks[i]));
        return [.. segments];
    }

    private Segment BuildOne(SearchDocument[] documents)
    {
        var analyser = Take();
        try
        {
            var builder = new SegmentBuilder(analyser);
            foreach (var document in documents) builder.Add(document);
            return InMemory(builder.Write);
        }
        finally
        {
            _analysers.Add(analyser);
        }
    }

    private static Segment InMemory(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        var pinned = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        stream.GetBuffer().AsSpan(0, pinned.Length).CopyTo(pinned);
        return new Segment(pinned);
    }

    private void Number(Segment segment)
    {
        var numbers = new int[segment.Documents];
        var stories = segment.Stories;
        for (var i = 0; i < numbers.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_stories, stories[i], out var known);
            if (!known) number = _stories.Count - 1;
            numbers[i] = number;
        }
        segment.StoryNumbers = numbers;
    }

    private void Publish()
    {
        var before = _snapshot;
        Volatile.Write(ref _snapshot, new Snapshot([.. _parts.Select(p => p.Leaf)], _stories.Count));
        before.Dispose();
    }

    /// <summary>Eight segments in memory of one size become one.</summary>
    private void MergeInMemory()
    {
        while (Due(_parts.Where(p => p.Name is null && !p.Busy)) is { } due)
        {
            Segment merged;
            int[][] numbers = [];
            merged = InMemory(to => numbers = SegmentMerger.Merge([.. due.Select(p => p.Leaf)], to, CancellationToken.None));
            Number(merged);
            Replace(due, new Part(new Leaf(merged, null), null, false));
        }
    }

    private void Replace(List<Part> parts, Part? by)
    {
        var at = _parts.FindIndex(p => p.Leaf.Segment == parts[0].Leaf.Segment);
        _parts.RemoveAll(p => parts.Exists(o => o.Leaf.Segment == p.Leaf.Segment));
        if (by is not null) _parts.Insert(Math.Min(at, _parts.Count), by);
        foreach (var part in parts) part.Leaf.Segment.Return();
    }

    private static List<Part>? Due(IEnumerable<Part> parts)
    {
        var groups = parts.GroupBy(p => Tier(p.Leaf.Live)).OrderBy(g => g.Key);
        foreach (var group in groups)
        {
            var due = group.Take(Fan).ToList();
            if (due.Count == Fan) return due;
        }
        return null;
    }

    private static int Tier(int documents) => documents < Fan ? 0 : (int)Math.Log(documents, Fan);

    private void BeginMaintenance()
    {
        if (_folder is null || _options.ReadOnly || !_maintenance.IsCompleted) return;
        var memory = _parts.Where(p => p.Name is null).ToList();
        if (memory.Sum(p => p.Leaf.Segment.Size) < _options.MemoryBytes && memory.Sum(p => p.Leaf.Live) < _options.MemoryDocuments) return;
        _maintenance = Task.Run(() => Maintain(everything: false));
    }

    private void Wait()
    {
        Task task;
        lock (_writing) task = _maintenance;
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
    }

    private void Maintain(bool everything)
    {
        try
        {
            List<Part> memory;
            long sequence;
            lock (_writing)
            {
                memory = [.. _parts.Where(p => p.Name is null)];
                sequence = Sequence;
                for (var i = 0; i < _parts.Count; i++)
                {
                    if (_parts[i].Name is null) _parts[i] = _parts[i] with { Busy = true };
                }
            }
            if (memory.Count > 0) Merge(memory, sequence);
            else if (everything && sequence != Stored) lock (_writing) Store(sequence);
            while (!_closing.IsCancellationRequested)
            {
                List<Part>? due;
                lock (_writing)
                {
                    due = Due(_parts.Where(p => p.Name is not null))
                        ?? _parts.Where(p => p.Name is not null && p.Leaf.Segment.Documents - p.Leaf.Live > p.Leaf.Segment.Documents * 0.3).Take(1).ToList();
                }
                if (due.Count == 0) break;
                Merge(due, Stored);
            }
            Trouble = null;
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            // Searches go on from what is in memory; the next change tries again.
            Trouble = e;
        }
        finally
        {
            lock (_writing)
            {
                for (var i = 0; i < _parts.Count; i++)
                {
                    if (_parts[i].Busy) _parts[i] = _parts[i] with { Busy = false };
                }
            }
        }
    }

    /// <summary>Writes parts as one file, then puts it in their place with what was deleted meanwhile.</summary>
    private void Merge(List<Part> parts, long sequence)
    {
        int number;
        lock (_writing) number = _next++;
        int[][] numbers = [];
        var file = new SegmentName(number, 0, Guid.Empty).File;
        _folder!.Write(file, to => numbers = SegmentMerger.Merge([.. parts.Select(p => p.Leaf)], to, _closing.Token));
        var merged = new Segment(_folder.File(file));
        var name = new SegmentName(number, 0, merged.Identity);
        var replaced = new List<string>();
        lock (_writing)
        {
            DocumentSet? deleted = null;
            for (var i = 0; i < parts.Count; i++)
            {
                var now = _parts.Find(p => p.Leaf.Segment == parts[i].Leaf.Segment);
                if (now?.Leaf.Deleted is { } gone)
                {
                    foreach (var document in gone.Documents)
                    {
                        if (numbers[i][document] >= 0) (deleted ??= new DocumentSet(merged.Documents)).Add(numbers[i][document]);
                    }
                }
                else if (now is null)
                {
                    // All of it was deleted meanwhile, and it was let go.
                    foreach (var document in numbers[i].Where(n => n >= 0)) (deleted ??= new DocumentSet(merged.Documents)).Add(document);
                }
            }
            Number(merged);
            var before = _parts;
            _parts = [.. _parts];
            var present = parts.Where(p => _parts.Exists(o => o.Leaf.Segment == p.Leaf.Segment)).ToList();
            var by = merged.Documents == 0 ? null : new Part(new Leaf(merged, deleted), name, deleted is not null);
            var at = present.Count == 0 ? _parts.Count : _parts.FindIndex(p => p.Leaf.Segment == present[0].Leaf.Segment);
            _parts.RemoveAll(p => present.Exists(o => o.Leaf.Segment == p.Leaf.Segment));
            if (by is not null) _parts.Insert(Math.Min(at, _parts.Count), by);
            try
            {
                replaced.AddRange(Store(sequence));
            }
            catch
            {
                _parts = before;
                merged.Return();
                throw;
            }
            replaced.AddRange(present.Where(p => p.Name is not null).SelectMany(p => p.Name!.Files));
            foreach (var part in present) part.Leaf.Segment.Return();
            if (by is null)
            {
                merged.Return();
                replaced.Add(name.File);
            }
            Publish();
        }
        foreach (var old in replaced) Delete(old);
    }

    private void Delete(string file)
    {
        _folder!.Before?.Invoke("delete " + file);
        File.Delete(_folder.File(file));
    }

    /// <summary>Writes lists of deleted documents that changed, then the manifest. Tells which lists are not needed any more.</summary>
    private List<string> Store(long sequence)
    {
        var old = new List<string>();
        for (var i = 0; i < _parts.Count; i++)
        {
            if (_parts[i].Name is not { } name || !_parts[i].DeletedUnwritten) continue;
            var number = _next++;
            var set = _parts[i].Leaf.Deleted!;
            var renamed = name with { Deleted = number };
            _folder!.Write(renamed.DeletedFile, to =>
            {
                var words = Wire.Bytes(set.Words);
                Span<byte> sum = stackalloc byte[4];
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(sum, DeletedChecksum(name.Identity, words));
                to.Write(sum);
                to.Write(words);
            });
            if (name.Deleted != 0) old.Add(name.DeletedFile);
            _parts[i] = _parts[i] with { Name = renamed, DeletedUnwritten = false };
        }
        _folder!.Write(new Manifest(_analysis, sequence, _next, [.. _parts.Where(p => p.Name is not null).Select(p => p.Name!)]));
        Stored = sequence;
        return old;
    }

    /// <param name="Name">Null while it is in memory alone.</param>
    private sealed record Part(Leaf Leaf, SegmentName? Name, bool DeletedUnwritten)
    {
        /// <summary>It is being written to a file; merging it in memory as well would be work twice.</summary>
        public bool Busy { get; init; }
    }
}

/// <summary>How an index spends memory.</summary>
public sealed record SearchIndexOptions
{
    /// <summary>The newest documents are written out when their segments take this many bytes, or are this many.</summary>
    public long MemoryBytes { get; init; } = 16_000_000;

    public int MemoryDocuments { get; init; } = 2_000;

    /// <summary>Open it also when another analysis made it: to go on answering while a new one is built.</summary>
    public bool AnyAnalysis { get; init; }

    internal bool ReadOnly { get; init; }

    internal Action<string>? Before { get; init; }
}
